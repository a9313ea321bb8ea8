// race: yes

// Who restarts the loop has told the one before to stop, but does not wait for it.
package main

import "context"

type watcher struct {
	cancel context.CancelFunc
	done   chan struct{}
	seen   map[string]int
}

func (w *watcher) restart() {
	if w.cancel != nil {
		w.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel = cancel
	w.done = make(chan struct{})
	go w.loop(ctx, w.done)
}

func (w *watcher) loop(ctx context.Context, done chan struct{}) {
	defer close(done)
	for i := 0; i < 100 || ctx.Err() == nil; i++ {
		w.seen["a"]++ // want "GMC001"
	}
}

func main() {
	w := &watcher{seen: map[string]int{}}
	for range 3 {
		w.restart()
	}
	w.cancel()
	<-w.done
}
