// race: no

// A goroutine makes its writer and keeps it to itself; the transport is told when it is done.
package main

import "fmt"

type writer struct {
	streams map[int]string
}

func newWriter() *writer { return &writer{streams: map[int]string{}} }

func (w *writer) run() {
	for id := range 100 {
		w.streams[id] = "open"
	}
}

type transport struct {
	done  chan struct{}
	count int
}

func start() *transport {
	t := &transport{done: make(chan struct{})}
	go func() {
		defer close(t.done)
		w := newWriter()
		w.run()
		t.count = len(w.streams)
	}()
	return t
}

func main() {
	t := start()
	<-t.done
	fmt.Println(t.count)
}
