// race: yes

// The write comes after Unlock.
package main

import "sync"

type ids struct {
	mu   sync.Mutex
	next int
	used map[int]string
}

func (s *ids) assign(owner string) int {
	s.mu.Lock()
	s.next++
	id := s.next
	s.mu.Unlock()
	s.used[id] = owner // want "GMC00[14]"
	return id
}

func main() {
	s := &ids{used: map[int]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.assign("ann")
		}()
	}
	wg.Wait()
}
