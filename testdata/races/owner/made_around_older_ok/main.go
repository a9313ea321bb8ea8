// race: no

// What a goroutine makes for itself leads to what it has made for itself as well, though the starter has one of the kind.
package main

import "sync"

type events struct {
	readers map[*reader]bool
}

type reader struct {
	parent *events
}

func (r *reader) next() {
	r.parent.readers[r] = true
}

func newEvents() *events {
	return &events{readers: map[*reader]bool{}}
}

func (e *events) reader() *reader {
	return &reader{parent: e}
}

func (e *events) send() {
	for r := range e.readers {
		delete(e.readers, r)
	}
}

func drain(r *reader) {
	for range 1000 {
		r.next()
	}
}

func main() {
	e := newEvents()
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		own := newEvents()
		drain(own.reader())
		done.Done()
	}()
	for range 1000 {
		e.send()
	}
	done.Wait()
}
