// race: no

// One of two starters is called, and what it starts is waited for.
package main

import "sync"

type image struct {
	system string
	types  map[string]int
}

func (i *image) read(all *sync.WaitGroup) {
	if all != nil {
		defer all.Done()
	}
	for n := range 1000 {
		i.types["a"] += n
	}
}

func (i *image) startELF(all *sync.WaitGroup) error {
	all.Add(1)
	go i.read(all)
	return nil
}

func (i *image) startPE(all *sync.WaitGroup) error {
	all.Add(1)
	go i.read(all)
	return nil
}

func (i *image) load() error {
	var all sync.WaitGroup
	defer all.Wait()
	switch i.system {
	case "linux":
		return i.startELF(&all)
	case "windows":
		return i.startPE(&all)
	}
	return nil
}

func main() {
	i := &image{system: "linux", types: map[string]int{}}
	for range 10 {
		i.load()
	}
}
