// race: no

// The map is looked through before the first worker gets a job.
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
	byName := map[string][]int{}
	for id, name := range found {
		byName[name] = append(byName[name], id)
	}
	for _, group := range byName {
		groups <- group
	}
	close(groups)
	wg.Wait()
}

func main() {
	found := map[int]string{}
	for i := range 100 {
		found[i] = "ab"[i%2 : i%2+1]
	}
	f := &filter{workers: 4}
	f.run(found)
}
