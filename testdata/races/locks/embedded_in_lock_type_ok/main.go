// race: no

// The lock lies two embedded structs down, and the goroutines come to it through a function that they were given.
package main

import "sync"

type inner struct{ sync.Mutex }

type lock struct{ inner }

type hub struct {
	lock
	listeners map[*listener]bool
}

func (h *hub) remove(l *listener) {
	h.Lock()
	defer h.Unlock()
	delete(h.listeners, l)
}

func (h *hub) add(l *listener) {
	h.Lock()
	defer h.Unlock()
	h.listeners[l] = true
}

type listener struct {
	cleanup func(*listener)
	done    *sync.WaitGroup
}

func (l *listener) drain() {
	defer l.done.Done()
	for range 100 {
		l.cleanup(l)
	}
}

func listen(cleanup func(*listener), done *sync.WaitGroup) *listener {
	l := &listener{cleanup: cleanup, done: done}
	done.Add(1)
	go l.drain()
	return l
}

func main() {
	h := &hub{listeners: map[*listener]bool{}}
	var done sync.WaitGroup
	for range 4 {
		h.add(listen(h.remove, &done))
	}
	done.Wait()
}
