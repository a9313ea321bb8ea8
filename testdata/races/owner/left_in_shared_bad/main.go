// race: yes

// A goroutine makes its writer and leaves it in the transport, where its starter looks into it.
package main

import (
	"fmt"
	"time"
)

type writer struct {
	streams map[int]string
}

func newWriter() *writer { return &writer{streams: map[int]string{}} }

func (w *writer) run() {
	for id := range 100 {
		w.streams[id] = "open" // want? "GMC00[12]"
		time.Sleep(time.Millisecond)
	}
}

type transport struct {
	writer *writer
}

func start() *transport {
	t := &transport{}
	go func() {
		t.writer = newWriter()
		t.writer.run()
	}()
	time.Sleep(5 * time.Millisecond)
	fmt.Println(len(t.writer.streams)) // want? "GMC00[12]"
	return t
}

func main() {
	start()
	time.Sleep(20 * time.Millisecond)
}
