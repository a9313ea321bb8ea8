// race: no

// A helper gives back at its end what its callers have taken, and another one what the first half of a pair has kept.
package main

import "sync"

type board struct {
	mu   sync.Mutex
	done map[string]bool
	seen sync.Mutex
	list map[string]int
}

func (b *board) mark(name string) {
	b.mu.Lock()
	b.finish(name)
}

func (b *board) has(name string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.done[name]
}

func (b *board) finish(name string) {
	defer b.mu.Unlock()
	b.done[name] = true
}

func (b *board) begin() {
	b.seen.Lock()
}

func (b *board) end(name string) {
	defer b.seen.Unlock()
	b.list[name]++
}

func main() {
	b := &board{done: map[string]bool{}, list: map[string]int{}}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				b.mark("x")
				b.has("x")
				b.begin()
				b.end("x")
			}
		}()
	}
	wg.Wait()
}
