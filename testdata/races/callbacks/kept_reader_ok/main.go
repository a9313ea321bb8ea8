// race: no

// A literal that looks at a package variable is kept inside another one, under the lock of all.
package main

import "sync"

var metrics = map[string]int{}

type group struct {
	update func() (any, error)
}

func (g *group) register(read func() int) {
	g.update = func() (any, error) { return read(), nil }
}

func newGroup() *group {
	g := &group{}
	g.register(func() int {
		mu.Lock()
		defer mu.Unlock()
		sum := 0
		for _, value := range metrics {
			sum += value
		}
		return sum
	})
	return g
}

var mu sync.Mutex

func collect(done chan<- struct{}) {
	for range 50 {
		mu.Lock()
		metrics["cpu"]++
		mu.Unlock()
	}
	close(done)
}

func main() {
	g := newGroup()
	done := make(chan struct{})
	go collect(done)
	_, _ = g.update()
	<-done
}
