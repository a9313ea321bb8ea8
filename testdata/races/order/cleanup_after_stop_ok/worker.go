// Package worker has a goroutine that cleans up when it was told to stop: nobody adds anything to a worker that has been stopped.
package worker

import "sync"

type Worker struct {
	mu     sync.Mutex
	files  map[string]chan bool
	events chan string
	stopCh chan bool
	ended  chan bool
}

func New() *Worker {
	w := &Worker{
		files:  make(map[string]chan bool),
		events: make(chan string),
		stopCh: make(chan bool),
		ended:  make(chan bool),
	}
	go w.listen()
	return w
}

func (w *Worker) listen() {
	w.loop()
	for _, file := range w.files {
		close(file)
	}
	close(w.ended)
}

func (w *Worker) loop() {
	for {
		select {
		case name := <-w.events:
			w.mu.Lock()
			delete(w.files, name)
			w.mu.Unlock()
		case <-w.stopCh:
			return
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
