// race: yes

// delete writes, even when the key is missing.
package main

import "sync"

type leases struct {
	active map[int]string
}

func (l *leases) release(id int) {
	delete(l.active, id) // want "GMC001"
}

func main() {
	l := &leases{active: map[int]string{1: "a", 2: "b"}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.release(id + 100)
		}()
	}
	wg.Wait()
}
