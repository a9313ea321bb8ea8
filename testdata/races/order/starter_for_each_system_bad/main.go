// race: yes

// Both starters are called before either is waited for.
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
		i.types["a"] += n // want "GMC001"
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
	i.startELF(&all)
	i.startPE(&all)
	return nil
}

func main() {
	i := &image{system: "linux", types: map[string]int{}}
	for range 10 {
		i.load()
	}
}
