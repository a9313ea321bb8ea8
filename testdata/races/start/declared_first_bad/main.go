// race: yes

// A variable is declared first and gets its one value later; a literal comes to the object by the variable, a goroutine by what a constructor made.
package main

import (
	"errors"
	"sync"
	"time"
)

type index struct {
	blocks map[int]string
}

func newIndex() (*index, error) {
	return &index{blocks: map[int]string{1: "a", 2: "b"}}, nil
}

type compactor struct {
	index *index
	steps int
}

func newCompactor(index *index, steps int) (*compactor, error) {
	if steps < 0 {
		return nil, errors.New("no steps")
	}
	return &compactor{index: index, steps: steps}, nil
}

func (c *compactor) run() {
	for n := range c.steps {
		c.index.blocks[n] = "compacted" // want? "GMC00[1-3]"
		time.Sleep(10 * time.Microsecond)
	}
}

func serve() error {
	var index *index
	var err error
	{
		index, err = newIndex()
		if err != nil {
			return err
		}
	}
	c, err := newCompactor(index, 100)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		c.run()
	}()
	go func() {
		defer wg.Done()
		count := 0
		for range 100 {
			for range index.blocks { // want? "GMC00[1-3]"
				count++
			}
			time.Sleep(10 * time.Microsecond)
		}
		println(count > 0)
	}()
	wg.Wait()
	return nil
}

func main() {
	if err := serve(); err != nil {
		panic(err)
	}
}
