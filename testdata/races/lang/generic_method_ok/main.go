// race: no
// go: 1.27

// A method with type parameters, Go 1.27, that locks.
package main

import "sync"

type bag struct {
	mu    sync.Mutex
	items map[string]any
}

func (b *bag) put[T any](name string, value T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.items[name] = value
}

func (b *bag) get[T any](name string) (value T, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	value, ok = b.items[name].(T)
	return value, ok
}

func main() {
	b := &bag{items: map[string]any{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.put("n", i)
			b.get[int]("n")
		}()
	}
	wg.Wait()
}
