// race: no

// A function hands its WaitGroup to the one that starts the goroutine, and waits for it: what comes after that call of the function comes after the goroutine.
package main

import "sync"

type image struct{ types map[string]int }

func (i *image) read(key string, all *sync.WaitGroup) {
	defer all.Done()
	i.types[key] = len(key)
}

func (i *image) start(key string, all *sync.WaitGroup) {
	all.Add(1)
	go i.read(key, all)
}

// Load reads what belongs to key.
func (i *image) Load(key string) {
	var all sync.WaitGroup
	defer all.Wait()
	i.start(key, &all)
}

func main() {
	i := &image{types: map[string]int{}}
	i.Load("a")
	i.types["b"] = 1
	i.Load("c")
}
