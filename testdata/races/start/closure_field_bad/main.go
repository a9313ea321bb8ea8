// race: yes

// The goroutine calls a function that is stored in a field.
package main

import "sync"

type source struct {
	onItem func(id int)
	wg     sync.WaitGroup
}

func (s *source) run(from int) {
	defer s.wg.Done()
	for id := range 20 {
		s.onItem(from + id)
	}
}

type sink struct {
	items map[int]bool
}

func (k *sink) store(id int) {
	k.items[id] = true // want "GMC001"
}

func main() {
	k := &sink{items: map[int]bool{}}
	s := &source{onItem: k.store}
	for i := range 4 {
		s.wg.Add(1)
		go s.run(i * 100)
	}
	s.wg.Wait()
}
