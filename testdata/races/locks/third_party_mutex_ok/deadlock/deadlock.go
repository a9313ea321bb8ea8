// Package deadlock stands in for github.com/sasha-s/go-deadlock: its types lock as those of package sync do.
package deadlock

import "sync"

// Mutex is a sync.Mutex.
type Mutex struct{ inner sync.Mutex }

// Lock locks.
func (m *Mutex) Lock() { m.inner.Lock() }

// Unlock unlocks.
func (m *Mutex) Unlock() { m.inner.Unlock() }
