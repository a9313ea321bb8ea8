// Package locker stands in for github.com/moby/locker: a lock for each name.
package locker

import "sync"

// Locker holds the locks by name.
type Locker struct{ locks sync.Map }

// New returns a Locker.
func New() *Locker { return &Locker{} }

// Lock locks the name.
func (l *Locker) Lock(name string) {
	lock, _ := l.locks.LoadOrStore(name, &sync.Mutex{})
	lock.(*sync.Mutex).Lock()
}

// Unlock unlocks the name.
func (l *Locker) Unlock(name string) error {
	lock, _ := l.locks.Load(name)
	lock.(*sync.Mutex).Unlock()
	return nil
}
