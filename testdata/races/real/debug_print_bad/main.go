// race: yes

// A debug dump prints the guarded map without its lock.
package main

import (
	"fmt"
	"io"
	"sync"
)

type elector struct {
	mu    sync.Mutex
	votes map[string]int
}

func (e *elector) vote(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.votes[name]++
}

func (e *elector) leader() (best string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for name, n := range e.votes {
		if best == "" || n > e.votes[best] {
			best = name
		}
	}
	return best
}

func (e *elector) dump(w io.Writer) {
	fmt.Fprintf(w, "votes: %v\n", e.votes) // want "GMC00[24]"
}

func main() {
	e := &elector{votes: map[string]int{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			e.vote("ann")
			e.leader()
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			e.dump(io.Discard)
		}
	}()
	wg.Wait()
}
