// race: no

// A goroutine calls an exported method, and nobody else does.
package main

import "example.com/guard/only_its_goroutine_calls_ok/syncer"

type loader struct {
	syncer interface{ Sync([]string) }
	done   chan struct{}
}

func (l *loader) start() {
	go l.run()
}

func (l *loader) run() {
	defer close(l.done)
	l.syncer.Sync([]string{"a", "b"})
}

func main() {
	l := &loader{syncer: syncer.New(), done: make(chan struct{})}
	l.start()
	<-l.done
}
