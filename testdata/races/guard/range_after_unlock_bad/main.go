// race: yes

// The range comes after an early Unlock.
package main

import (
	"sync"
	"time"
)

type group struct {
	mu      sync.Mutex
	closed  bool
	members map[int]chan string
}

func (g *group) join(id int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.members[id] = make(chan string, 1)
}

func (g *group) leave(id int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.members, id)
}

func (g *group) broadcast(text string) {
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return
	}
	g.mu.Unlock()
	for _, member := range g.members { // want "GMC00[24]"
		select {
		case member <- text:
		default:
		}
	}
}

func main() {
	g := &group{members: map[int]chan string{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for id := range 200 {
			g.join(id)
			g.leave(id - 3)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for range 200 {
			g.broadcast("hi")
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
