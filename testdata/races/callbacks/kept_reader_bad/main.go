// race: yes

// A literal that looks at a package variable is kept inside another one; a goroutine changes the variable meanwhile.
package main

import "time"

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
		sum := 0
		for _, value := range metrics { // want? "GMC00[1-3]"
			sum += value
		}
		return sum
	})
	return g
}

func collect() {
	for {
		metrics["cpu"]++ // want? "GMC00[1-3]"
		time.Sleep(time.Millisecond)
	}
}

func main() {
	g := newGroup()
	go collect()
	for range 50 {
		_, _ = g.update()
		time.Sleep(time.Millisecond)
	}
}
