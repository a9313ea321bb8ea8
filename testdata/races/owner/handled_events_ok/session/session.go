// Package session tells listeners of what happens to sessions.
package session

// Listener keeps sessions.
type Listener interface {
	DeleteSession(id string)
	QueueEvent(event Event)
}

// Event is handled by the goroutine of a listener.
type Event interface {
	Handle(l Listener)
}

type closed struct{ id string }

func (c *closed) Handle(l Listener) { l.DeleteSession(c.id) }

// Close closes a session.
func Close(l Listener, id string) { l.QueueEvent(&closed{id}) }
