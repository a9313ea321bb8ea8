// race: no

// A goroutine says that it is done, if somebody has asked to be told, and changes nothing from then on.
package main

import (
	"fmt"
	"sync"
)

type client struct {
	mu     sync.Mutex
	labels map[string]int
	done   chan struct{}
}

func (c *client) fill() {
	c.mu.Lock()
	for _, key := range []string{"a", "b"} {
		c.labels[key]++
	}
	c.mu.Unlock()
	c.done <- struct{}{}
}

func main() {
	c := &client{labels: map[string]int{}, done: make(chan struct{}, 1)}
	go c.fill()
	<-c.done
	fmt.Println(len(c.labels))
}
