// Package watch tells of blocks.
package watch

import "sync"

type Watcher struct {
	once    sync.Once
	quit    chan struct{}
	blocks  chan int
	clients map[int]int
}

func New() *Watcher {
	return &Watcher{quit: make(chan struct{}), blocks: make(chan int), clients: map[int]int{}}
}

func (w *Watcher) Start() {
	w.once.Do(w.start)
}

func (w *Watcher) start() {
	go w.dispatch()
}

// UnsafeStart starts at a certain height.
func (w *Watcher) UnsafeStart(height int) {
	w.clients[0] = height
	go w.dispatch()
}

func (w *Watcher) dispatch() {
	for {
		select {
		case block := <-w.blocks:
			w.clients[block]++
		case <-w.quit:
			return
		}
	}
}

func (w *Watcher) Tell(block int) { w.blocks <- block }

func (w *Watcher) Stop() { close(w.quit) }
