// race: no

// A channel of capacity 1 as mutex.
package main

import "sync"

type gate struct {
	sem   chan struct{}
	seats map[int]string
}

func newGate() *gate {
	return &gate{sem: make(chan struct{}, 1), seats: make(map[int]string)}
}

func (g *gate) sit(id int, name string) {
	g.sem <- struct{}{}
	defer func() { <-g.sem }()
	g.seats[id] = name
}

func main() {
	g := newGate()
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			g.sit(id, "ann")
		}()
	}
	wg.Wait()
}
