package state

import "sync"

// State is worked on in steps.
type State struct {
	mu    sync.Mutex
	roots map[string]int
}

// New makes a state.
func New() *State { return &State{roots: map[string]int{}} }

// Prepare fills the roots.
func (s *State) Prepare(names []string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.mu.Lock()
			defer s.mu.Unlock()
			s.roots[name] = len(name)
		}()
	}
	wg.Wait()
}

// Sum looks at them.
func (s *State) Sum(names []string) int {
	var wg sync.WaitGroup
	parts := make([]int, len(names))
	for at, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			parts[at] = s.roots[name]
		}()
	}
	wg.Wait()
	sum := 0
	for _, part := range parts {
		sum += part
	}
	return sum
}
