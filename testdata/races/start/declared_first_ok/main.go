// race: no

// A variable is declared first and gets its values later: another one in each round, or one of two.
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
}

func newCompactor(index *index) *compactor {
	return &compactor{index: index}
}

func (c *compactor) run() {
	for n := range 100 {
		c.index.blocks[n] = "compacted"
	}
}

func rounds() {
	var wg sync.WaitGroup
	var c *compactor
	for range 4 {
		c = newCompactor(newIndex())
		wg.Add(1)
		go func(c *compactor) {
			defer wg.Done()
			c.run()
		}(c)
	}
	wg.Wait()
}

func each() {
	var wg sync.WaitGroup
	for range 4 {
		var c *compactor
		c = newCompactor(newIndex())
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.run()
		}()
	}
	wg.Wait()
}

func two(old bool) {
	var wg sync.WaitGroup
	first, second := newIndex(), newIndex()
	var c *compactor
	if old {
		c = newCompactor(first)
	} else {
		c = newCompactor(second)
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		c.run()
	}()
	if !old {
		println(len(first.blocks))
	}
	wg.Wait()
}

func main() {
	rounds()
	each()
	two(false)
}
