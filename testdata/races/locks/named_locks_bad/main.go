// race: yes

// A lock for each name, made on demand, does not guard the table of all names.
package main

import (
	"sync"
	"time"
)

type named struct {
	mu    sync.Mutex
	locks map[string]*counter
}

type counter struct {
	mu      sync.Mutex
	waiters int
}

func (n *named) lock(name string) {
	n.mu.Lock()
	lock, ok := n.locks[name]
	if !ok {
		lock = &counter{}
		n.locks[name] = lock
	}
	lock.waiters++
	n.mu.Unlock()
	lock.mu.Lock()
}

func (n *named) unlock(name string) {
	n.mu.Lock()
	lock := n.locks[name]
	lock.waiters--
	n.mu.Unlock()
	lock.mu.Unlock()
}

type store struct {
	names  *named
	labels map[string]int
}

func (s *store) create(name string) {
	s.names.lock(name)
	defer s.names.unlock(name)
	time.Sleep(5 * time.Millisecond)
	s.labels[name]++ // want "GMC00[15]"
	time.Sleep(5 * time.Millisecond)
}

func main() {
	s := &store{names: &named{locks: map[string]*counter{}}, labels: map[string]int{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.create(name)
		}()
	}
	wg.Wait()
}
