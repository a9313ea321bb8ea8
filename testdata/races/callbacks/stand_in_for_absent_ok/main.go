// race: no

// A value of an interface that is declared elsewhere holds the only type of this program that is ever taken for it, and comes to its end before others go on.
package main

import (
	"io"
	"sync"
)

type events struct {
	readers map[*reader]bool
}

type reader struct {
	parent *events
}

func (r *reader) Read(p []byte) (int, error) {
	r.parent.readers[r] = true
	return len(p), nil
}

func (e *events) Reader() io.Reader {
	return &reader{parent: e}
}

func (e *events) send() {
	for r := range e.readers {
		delete(e.readers, r)
	}
}

func drain(r io.Reader) {
	p := make([]byte, 1)
	for range 1000 {
		r.Read(p)
	}
}

func main() {
	e := &events{readers: map[*reader]bool{}}
	var started, done sync.WaitGroup
	started.Add(1)
	done.Add(1)
	go func() {
		drain(e.Reader())
		started.Done()
		done.Done()
	}()
	started.Wait()
	for range 1000 {
		e.send()
	}
	done.Wait()
}
