// race: yes

// A constructor puts what it is given into the object that it makes; a goroutine comes to it through that object.
package main

import (
	"sync"
	"time"
)

type index struct {
	blocks map[int]string
}

func newIndex() *index {
	return &index{blocks: map[int]string{1: "a", 2: "b"}}
}

type compactor struct {
	index *index
	done  sync.WaitGroup
}

func newCompactor(index *index) *compactor {
	return &compactor{index: index}
}

func (c *compactor) run() {
	defer c.done.Done()
	for n := range 100 {
		c.index.blocks[n] = "compacted" // want? "GMC00[1-3]"
		time.Sleep(10 * time.Microsecond)
	}
}

func main() {
	index := newIndex()
	c := newCompactor(index)
	c.done.Add(1)
	go c.run()
	count := 0
	for range 100 {
		for range index.blocks { // want? "GMC00[1-3]"
			count++
		}
		time.Sleep(10 * time.Microsecond)
	}
	c.done.Wait()
	println(count > 0)
}
