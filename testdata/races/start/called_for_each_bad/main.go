// race: yes

// A helper calls what it is given for each of many names; each call leaves a goroutine behind.
package main

import "sync"

type names []string

func (n names) each(f func(string)) {
	for _, name := range n {
		f(name)
	}
}

type manager struct {
	names names
	seen  map[string]int
}

func (m *manager) apply() {
	var wg sync.WaitGroup
	m.names.each(func(name string) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				m.seen[name]++ // want "GMC001"
			}
		}()
	})
	wg.Wait()
}

func main() {
	m := &manager{names: names{"a", "b", "c", "d"}, seen: map[string]int{}}
	m.apply()
}
