// race: no

// Each call of the literal has a parameter of its own.
package main

import "sync"

type settings struct {
	name  string
	prune bool
}

func main() {
	var wg sync.WaitGroup
	each := func(test func(s settings)) {
		for _, name := range []string{"a", "b", "c", "d"} {
			test(settings{name: name, prune: true})
		}
	}
	each(func(s settings) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				s.prune = !s.prune
			}
		}()
	})
	wg.Wait()
}
