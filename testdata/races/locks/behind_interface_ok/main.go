// race: no

// The lock is kept as an interface, so that it can be replaced by one that finds deadlocks.
package main

import "sync"

type locker interface {
	Lock()
	Unlock()
	RLock()
	RUnlock()
}

type plain struct{ sync.RWMutex }

type counted struct {
	sync.RWMutex
	taken int
}

type manager struct {
	mu      locker
	pending map[int]string
}

func newManager(count bool) *manager {
	m := &manager{mu: &plain{}, pending: map[int]string{}}
	if count {
		m.mu = &counted{}
	}
	return m
}

func (m *manager) update(id int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.pending[id] = "pending"
}

func main() {
	m := newManager(true)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.update(i)
		}()
	}
	wg.Wait()
}
