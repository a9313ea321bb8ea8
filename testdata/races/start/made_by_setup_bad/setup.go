package setup

// Source has links.
type Source interface {
	Links() int
}

// Watcher looks at a source.
type Watcher struct {
	source Source
	most   int
	done   chan bool
}

// New makes a watcher.
func New(source Source) *Watcher {
	return &Watcher{source: source, done: make(chan bool)}
}

// Watch looks at the source for a while.
func (w *Watcher) Watch() {
	for range 3000 {
		w.most = max(w.most, w.source.Links())
	}
	close(w.done)
}

// Wait waits until the watcher is done.
func (w *Watcher) Wait() int {
	<-w.done
	return w.most
}
