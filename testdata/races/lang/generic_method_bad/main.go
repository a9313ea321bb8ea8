// race: yes
// go: 1.27

// A method with type parameters, Go 1.27.
package main

import "sync"

type bag struct{ items map[string]any }

func (b *bag) put[T any](name string, value T) {
	b.items[name] = value // want "GMC001"
}

func main() {
	b := &bag{items: map[string]any{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.put("n", i)
			b.put[string]("s", "x")
		}()
	}
	wg.Wait()
}
