// Package tview stands in for the real one: the loop of an application.
package tview

// Application runs what is queued, one after the other.
type Application struct {
	updates chan func()
	done    chan struct{}
}

// NewApplication makes one.
func NewApplication() *Application {
	return &Application{updates: make(chan func()), done: make(chan struct{})}
}

// QueueUpdateDraw waits for its turn.
func (a *Application) QueueUpdateDraw(f func()) *Application {
	a.updates <- f
	return a
}

// Run runs the loop.
func (a *Application) Run() error {
	for {
		select {
		case f := <-a.updates:
			f()
		case <-a.done:
			return nil
		}
	}
}

// Stop ends it.
func (a *Application) Stop() { close(a.done) }
