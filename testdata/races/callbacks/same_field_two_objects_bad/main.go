// race: yes

// Two hooks are run by one type; what one of them has is run beside its owner.
package main

import (
	"fmt"
	"sync"
)

type hook struct {
	name string
	run  func(int)
}

func (h *hook) fire(n int) {
	h.run(n)
}

func newHook(name string, run func(int)) *hook {
	return &hook{name: name, run: run}
}

func main() {
	seen := map[int]int{}
	mine := newHook("mine", func(n int) {
		seen[n]++ // want "GMC001"
	})
	quiet := newHook("quiet", func(int) {})
	last := &hook{run: func(n int) { _ = n }}

	var all sync.WaitGroup
	for range 2 {
		all.Add(1)
		go func() {
			defer all.Done()
			for n := range 200 {
				mine.fire(n)
				last.fire(n)
			}
		}()
	}
	for n := range 200 {
		mine.fire(n)
	}
	all.Wait()
	fmt.Println(len(seen), mine.name, quiet.name)
}
