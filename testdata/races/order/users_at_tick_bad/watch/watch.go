// Package watch has a goroutine that looks at its files at each tick, and never cares for the lock.
package watch

import "sync"

type Watcher interface {
	Add(name string)
	Count() int
}

type worker struct {
	mu     sync.Mutex
	files  map[string]chan bool
	tickCh chan bool
	ended  chan bool
}

func New() Watcher {
	w := &worker{
		files:  make(map[string]chan bool),
		tickCh: make(chan bool, 1),
		ended:  make(chan bool),
	}
	w.tickCh <- true
	go w.listen()
	return w
}

func (w *worker) listen() {
	w.wait()
	n := 0
	for range 1000 {
		for _, file := range w.files { // want "worker.files"
			n += len(file)
		}
	}
	close(w.ended)
}

func (w *worker) wait() {
	<-w.tickCh
}

func (w *worker) Count() int {
	<-w.ended
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.files)
}

func (w *worker) Add(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files[name] = make(chan bool)
}
