// race: yes

// The lock behind the interface is shared by those that write.
package main

import "sync"

type locker interface {
	Lock()
	Unlock()
	RLock()
	RUnlock()
}

type plain struct{ sync.RWMutex }

type manager struct {
	mu      locker
	pending map[int]string
}

func (m *manager) update(id int) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	m.pending[id] = "pending" // want "GMC003"
}

func main() {
	m := &manager{mu: &plain{}, pending: map[int]string{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 1000 {
				m.update(i * n)
			}
		}()
	}
	wg.Wait()
}
