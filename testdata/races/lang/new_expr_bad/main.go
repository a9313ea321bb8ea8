// race: yes
// go: 1.26

// new(expr) of Go 1.26: a pointer to a struct value that shares its map.
package main

import "sync"

type box struct{ items map[string]int }

func (b *box) add(name string) {
	b.items[name]++ // want:fn "GMC001" new(expr) makes a pointer to a map
}

func main() {
	shared := box{items: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		b := new(shared)
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.add("a")
		}()
	}
	wg.Wait()
}
