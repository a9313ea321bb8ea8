// race: yes

// The map is stored in the caller's struct.
package main

import (
	"sync"
	"time"
)

type snapshot struct {
	labels map[string]string
}

type target struct {
	mu     sync.Mutex
	labels map[string]string
}

func (t *target) fill(s *snapshot) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s.labels = t.labels // want? "GMC006"
}

func (t *target) relabel(name, value string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.labels[name] = value // want? "GMC00[24]"
}

func render(t *target) int {
	var s snapshot
	t.fill(&s)
	return len(s.labels["job"]) // want? "GMC00[246]"
}

func main() {
	t := &target{labels: map[string]string{"job": "x"}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			t.relabel("job", "y")
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			render(t)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
