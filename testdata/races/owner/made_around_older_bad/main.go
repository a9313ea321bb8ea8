// race: yes

// What a goroutine makes for itself leads to what others know.
package main

import "sync"

type events struct {
	readers map[*reader]bool
}

type reader struct {
	parent *events
}

func (r *reader) next() {
	r.parent.readers[r] = true // want? "GMC00"
}

func (e *events) reader() *reader {
	return &reader{parent: e}
}

func (e *events) send() {
	for r := range e.readers { // want? "GMC00"
		delete(e.readers, r) // want? "GMC00"
	}
}

func drain(r *reader) {
	for range 1000 {
		r.next()
	}
}

func main() {
	e := &events{readers: map[*reader]bool{}}
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		drain(e.reader())
		done.Done()
	}()
	for range 1000 {
		e.send()
	}
	done.Wait()
}
