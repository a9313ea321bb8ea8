// race: yes

// All goroutines have the first object of the list.
package main

import "sync"

type consumer struct{ seen map[int]int }

func newConsumer() *consumer { return &consumer{seen: map[int]int{}} }

func (c *consumer) consume() {
	for i := range 1000 {
		c.seen[i]++ // want "GMC001"
	}
}

func main() {
	consumers := []*consumer{newConsumer(), newConsumer()}
	first := consumers[0]
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			first.consume()
		}()
	}
	all.Wait()
}
