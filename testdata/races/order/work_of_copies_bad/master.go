// Package master runs streams.
package master

import "sync"

// Edge carries work.
type Edge struct {
	work chan int
}

func (e *Edge) next() (int, bool) {
	n, ok := <-e.work
	return n, ok
}

func (e *Edge) collect(n int) {
	e.work <- n
}

// Master runs streams.
type Master struct {
	mu    sync.RWMutex
	forks map[string]*Edge
	stats map[int]int
	wg    sync.WaitGroup
}

// Stream starts a stream.
func (m *Master) Stream() *Edge {
	m.mu.Lock()
	defer m.mu.Unlock()
	in := &Edge{work: make(chan int, 1000)}
	m.wg.Add(1)
	go m.run(in)
	return in
}

// New makes a master.
func New() *Master {
	return &Master{stats: map[int]int{}, forks: map[string]*Edge{}}
}

func (m *Master) run(in *Edge) {
	defer m.wg.Done()
	for n, ok := in.next(); ok; n, ok = in.next() {
		m.fork(n)
	}
}

func (m *Master) fork(n int) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, out := range m.forks {
		out.collect(n)
	}
	if _, ok := m.stats[n]; !ok {
		m.stats[n] = 1 // want "GMC003"
	}
}
