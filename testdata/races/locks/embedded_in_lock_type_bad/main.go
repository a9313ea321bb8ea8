// race: yes

// Each listener has a lock of its own.
package main

import "sync"

type inner struct{ sync.Mutex }

type lock struct{ inner }

type hub struct{ listeners map[*listener]bool }

func (h *hub) remove(l *listener) {
	l.Lock()
	defer l.Unlock()
	delete(h.listeners, l) // want "GMC005"
}

type listener struct {
	lock
	cleanup func(*listener)
	done    *sync.WaitGroup
}

func (l *listener) drain() {
	defer l.done.Done()
	for range 1000 {
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
		listen(h.remove, &done)
	}
	done.Wait()
}
