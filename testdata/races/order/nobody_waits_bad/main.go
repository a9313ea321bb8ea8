// race: yes

// A function hands its caller's WaitGroup to the one that starts the goroutine, and the caller writes before it waits.
package main

import "sync"

type image struct{ types map[string]int }

func (i *image) read(key string, all *sync.WaitGroup) {
	defer all.Done()
	i.types[key] = len(key) // want? "GMC001"
}

func (i *image) start(key string, all *sync.WaitGroup) {
	all.Add(1)
	go i.read(key, all)
}

// Load begins to read what belongs to key.
func (i *image) Load(key string, all *sync.WaitGroup) {
	i.start(key, all)
}

func main() {
	i := &image{types: map[string]int{}}
	var all sync.WaitGroup
	i.Load("a", &all)
	i.types["b"] = 1 // want? "GMC001"
	all.Wait()
}
