// Package watch has a goroutine that cleans up when it was told to stop.
package watch

import "sync"

type Watcher interface {
	Add(name string)
	Has(name string) bool
	Close()
}

type worker struct {
	mu     sync.Mutex
	files  map[string]chan bool
	events chan string
	stopCh chan bool
	ended  chan bool
}

type table struct {
	mu      sync.Mutex
	workers map[string]*worker
}

func New() Watcher {
	return &table{workers: make(map[string]*worker)}
}

func (t *table) Add(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, ok := t.workers[name]
	if !ok {
		w = newWorker()
		t.workers[name] = w
	}
	w.add(name)
}

func (t *table) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, w := range t.workers {
		w.close()
	}
}

func newWorker() *worker {
	w := &worker{
		files:  make(map[string]chan bool),
		events: make(chan string),
		stopCh: make(chan bool),
		ended:  make(chan bool),
	}
	go w.listen()
	return w
}

func (w *worker) listen() {
	w.loop()
	for _, file := range w.files {
		close(file)
	}
	close(w.ended)
}

func (w *worker) loop() {
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

func (w *worker) close() {
	w.stopCh <- true
	<-w.ended
}

func (w *worker) add(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files[name] = make(chan bool)
}

func (w *worker) has(name string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.files[name] != nil
}

func (w *worker) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.files)
}

// Has tells whether a file is watched.
func (t *table) Has(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, ok := t.workers[name]
	return ok && w.count() > 0 && w.has(name)
}
