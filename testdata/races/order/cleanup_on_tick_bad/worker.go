// Package worker has a goroutine that cleans up whenever there is time.
package worker

import "sync"

type Worker struct {
	mu     sync.Mutex
	files  map[string]chan bool
	stopCh chan bool
	ended  chan bool
}

func New() *Worker {
	w := &Worker{
		files:  make(map[string]chan bool),
		stopCh: make(chan bool),
		ended:  make(chan bool),
	}
	go w.listen()
	return w
}

func (w *Worker) listen() {
	defer close(w.ended)
	for {
		for name := range w.files { // want "GMC00[24]"
			if name == "" {
				return
			}
		}
		select {
		case <-w.stopCh:
			return
		default:
		}
	}
}

func (w *Worker) Stop() {
	w.stopCh <- true
	<-w.ended
}

func (w *Worker) Add(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files[name] = make(chan bool)
}

func (w *Worker) Has(name string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.files[name] != nil
}
