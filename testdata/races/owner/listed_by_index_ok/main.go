// race: no

// Each goroutine has the object of one place in the list.
package main

import "sync"

type consumer struct{ seen map[int]int }

func newConsumer() *consumer { return &consumer{seen: map[int]int{}} }

func (c *consumer) consume() {
	var all sync.WaitGroup
	all.Add(1)
	go func() {
		defer all.Done()
		for i := range 1000 {
			c.seen[i]++
		}
	}()
	all.Wait()
}

func main() {
	consumers := []*consumer{newConsumer(), newConsumer()}
	var all sync.WaitGroup
	for i := range consumers {
		own := consumers[i]
		all.Add(1)
		go func() {
			defer all.Done()
			own.consume()
		}()
	}
	all.Wait()
}
