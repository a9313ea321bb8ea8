// race: no

// A constructor puts what it is given into the object that it makes; a goroutine comes to it through that object, when the maker's caller is done
// with it, or has another one.
package main

import "sync"

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
		c.index.blocks[n] = "compacted"
	}
}

func before() {
	index := newIndex()
	c := newCompactor(index)
	index.blocks[3] = "c"
	c.done.Add(1)
	go c.run()
	c.done.Wait()
}

func another() {
	old, fresh := newIndex(), newIndex()
	c := newCompactor(fresh)
	c.done.Add(1)
	go c.run()
	for n := range old.blocks {
		println(n > 0)
	}
	c.done.Wait()
}

func main() {
	before()
	another()
}
