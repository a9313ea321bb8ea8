// race: yes

// The branch changes from round to round: what one round has started goes on beside the next.
package main

import "sync"

type tree struct {
	mu    sync.Mutex
	nodes map[int]int
}

func (t *tree) keep(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.nodes[n] = n // want? "GMC00"
}

func (t *tree) walk(parallel bool) {
	var wg sync.WaitGroup
	for n := range 1000 {
		parallel = !parallel
		if !parallel {
			t.nodes[n] = n // want? "GMC00"
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
