// race: yes

// A value receiver copies the struct, not the map.
package main

import "sync"

type meter struct {
	name   string
	counts map[string]int
}

func (m meter) tick(event string) {
	m.counts[event]++ // want "GMC001"
}

func main() {
	m := meter{name: "http", counts: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.tick("request")
		}()
	}
	wg.Wait()
}
