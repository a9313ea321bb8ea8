// race: yes

// All calls of the literal change one variable around it.
package main

import "sync"

type settings struct {
	name  string
	prune bool
}

func main() {
	var last settings
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
				last.prune = s.prune // want "GMC111"
			}
		}()
	})
	wg.Wait()
}
