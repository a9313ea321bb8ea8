// race: yes

// The outer struct embeds a mutex of its own: Lock is no longer the inner one's.
package main

import "sync"

type base struct {
	sync.Mutex
	items map[string]int
}

func (b *base) get(name string) int {
	b.Lock()
	defer b.Unlock()
	return b.items[name] // want? "GMC005"
}

type index struct {
	base
	sync.Mutex
}

func (x *index) put(name string, n int) {
	x.Mutex.Lock()
	defer x.Mutex.Unlock()
	x.items[name] = n // want? "GMC005"
}

func main() {
	x := &index{base: base{items: map[string]int{}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			x.get("a")
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			x.put("a", 1)
		}
	}()
	wg.Wait()
}
