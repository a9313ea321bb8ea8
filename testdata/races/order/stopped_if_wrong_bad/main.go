// race: yes

// That it stops when something is wrong does not mean that it has stopped.
package main

import "sync"

type tracker struct {
	mu     sync.Mutex
	dead   bool
	opened map[int]int
}

func (t *tracker) Stop() {
	t.mu.Lock()
	t.dead = true
	t.mu.Unlock()
}

func (t *tracker) event(at, last int) {
	if last > at {
		t.Stop()
	}
	t.install(at)
}

func (t *tracker) install(at int) {
	t.opened[at]++ // want "GMC00[1-5]"
}

func (t *tracker) add(at int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.opened[at]++
}

func (t *tracker) walk() (n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, count := range t.opened {
		n += count
	}
	return n
}

func main() {
	t := &tracker{opened: map[int]int{}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range 200 {
			t.event(i, i-1)
		}
	}()
	for i := range 200 {
		t.add(i)
	}
	wg.Wait()
	t.walk()
}
