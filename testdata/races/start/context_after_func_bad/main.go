// race: yes

// context.AfterFunc runs its function in a goroutine.
package main

import (
	"context"
	"sync"
)

type calls struct {
	wg     sync.WaitGroup
	active map[int]bool
}

func (c *calls) begin(ctx context.Context, id int) {
	c.active[id] = true // want? "GMC00[12]"
	c.wg.Add(1)
	context.AfterFunc(ctx, func() {
		defer c.wg.Done()
		delete(c.active, id) // want? "GMC00[12]"
	})
}

func main() {
	c := &calls{active: map[int]bool{}}
	for id := range 20 {
		ctx, cancel := context.WithCancel(context.Background())
		c.begin(ctx, id)
		cancel()
	}
	c.wg.Wait()
}
