// race: yes

// One mutex for two maps; the second of them is forgotten in one method.
package main

import "sync"

type index struct {
	mu     sync.Mutex
	byID   map[int]string
	byName map[string]int
}

func (x *index) add(id int, name string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.byID[id] = name
	x.byName[name] = id
}

func (x *index) name(id int) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.byID[id]
}

func (x *index) remove(id int) {
	x.mu.Lock()
	name := x.byID[id]
	delete(x.byID, id)
	x.mu.Unlock()
	delete(x.byName, name) // want "GMC00[14]"
}

func main() {
	x := &index{byID: map[int]string{}, byName: map[string]int{}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				x.add(id, "n")
				x.name(id)
				x.remove(id)
			}
		}()
	}
	wg.Wait()
}
