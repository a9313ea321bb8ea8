// race: yes

// A session comes with the lock of its manager, and is used after it has given that back.
package main

import "sync"

type manager struct {
	mu    sync.Mutex
	names map[string]int
}

func (m *manager) add(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.names[name]++
}

func (m *manager) drop(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.names, name)
}

func (m *manager) begin() {
	m.mu.Lock()
}

func (m *manager) finish() {
	m.mu.Unlock()
}

func main() {
	m := &manager{names: map[string]int{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20000 {
				m.add(name)
				m.begin()
				m.finish()
				for name := range m.names { // want "GMC00[24]"
					_ = len(name)
				}
				m.drop(name)
			}
		}()
	}
	wg.Wait()
}
