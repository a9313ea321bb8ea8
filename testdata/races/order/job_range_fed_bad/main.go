// race: yes

// The map is looked at while the workers are at work.
package main

import "sync"

type filter struct {
	mu      sync.Mutex
	workers int
}

func (f *filter) drop(group []int, found map[int]string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range group {
		delete(found, id)
	}
}

func (f *filter) run(found map[int]string) {
	groups := make(chan []int)
	var wg sync.WaitGroup
	for i := 0; i < f.workers; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for group := range groups {
				f.drop(group, found)
			}
		}()
	}
	for id := range 1000 {
		if found[id] != "" { // want "GMC004"
			groups <- []int{id}
		}
	}
	close(groups)
	wg.Wait()
}

func main() {
	found := map[int]string{}
	for i := range 1000 {
		found[i] = "a"
	}
	f := &filter{workers: 4}
	f.run(found)
}
