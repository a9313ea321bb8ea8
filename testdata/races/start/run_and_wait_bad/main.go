// race: yes

// The helper runs the function in a goroutine of its own and does not wait for it: the callers' locks are no help.
package main

import (
	"sync"
	"time"
)

type config struct {
	mu   sync.Mutex
	nets map[int]int
}

// It runs the function in a goroutine of its own.
func isolated(f func() error) error {
	done := make(chan error, 1)
	go func() {
		done <- f()
	}()
	return nil
}

func (c *config) connect(i int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return isolated(func() error {
		c.nets[i] = i // want "GMC00[14]"
		return nil
	})
}

func main() {
	c := &config{nets: make(map[int]int)}
	var all sync.WaitGroup
	for i := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			c.connect(i)
		}()
	}
	all.Wait()
	time.Sleep(50 * time.Millisecond)
}
