// race: no

// In every round the same branch is taken: nothing was started where the map is written without the lock.
package main

import "sync"

type tree struct {
	mu    sync.Mutex
	nodes map[int]int
}

func (t *tree) keep(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.nodes[n] = n
}

func (t *tree) walk(parallel bool) {
	var wg sync.WaitGroup
	for n := range 1000 {
		if !parallel {
			t.nodes[n] = n
		} else {
			wg.Add(1)
			go func() {
				defer wg.Done()
				t.keep(n)
			}()
		}
	}
	wg.Wait()
}

func main() {
	for _, parallel := range []bool{true, false} {
		t := &tree{nodes: map[int]int{}}
		t.walk(parallel)
	}
}
