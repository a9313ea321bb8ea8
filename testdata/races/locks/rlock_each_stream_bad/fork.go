// Package fork counts what comes by.
package fork

import "sync"

// Master has streams.
type Master struct {
	mu    sync.RWMutex
	wg    sync.WaitGroup
	forks map[string]int
	stats map[string]*int
}

// New makes a master.
func New() *Master {
	return &Master{forks: map[string]int{}, stats: map[string]*int{}}
}

// Stream starts a stream.
func (m *Master) Stream() chan<- string {
	in := make(chan string, 100)
	m.wg.Add(1)
	go m.run(in)
	return in
}

// Fork adds a fork.
func (m *Master) Fork(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forks[name]++
}

// Wait waits for the end of all streams.
func (m *Master) Wait() { m.wg.Wait() }

func (m *Master) run(in <-chan string) {
	defer m.wg.Done()
	for name := range in {
		m.count(name)
	}
}

func (m *Master) count(name string) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.forks[name] > 0 {
		return
	}
	if m.stats[name] == nil {
		m.stats[name] = new(int) // want "GMC003"
	}
}
