// race: yes

// A goroutine nudges another one to look again, if it is not at work already: that is no sign that it has ended itself.
package main

import (
	"sync"
	"time"
)

type client struct {
	mu     sync.Mutex
	labels map[string]int
	again  chan struct{}
}

func (c *client) update(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.labels[key]++ // want? "GMC00[1-4]"
	select {
	case c.again <- struct{}{}:
	default:
	}
}

func (c *client) resync() int {
	return c.labels["node"] // want? "GMC00[1-4]"
}

func main() {
	c := &client{labels: map[string]int{}, again: make(chan struct{}, 1)}
	go func() {
		for {
			c.update("node")
		}
	}()
	go func() {
		for range c.again {
			c.resync()
		}
	}()
	time.Sleep(50 * time.Millisecond)
}
