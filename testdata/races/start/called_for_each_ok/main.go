// race: no

// A helper calls what it is given for each of many names; a call waits for the goroutine that it starts, or the goroutine has a map of its own. Another
// helper calls what it is given once.
package main

import "sync"

type names []string

func (n names) each(f func(string)) {
	for _, name := range n {
		f(name)
	}
}

func (n names) first(f func(string)) {
	f(n[0])
}

type manager struct {
	names names
	seen  map[string]int
}

func (m *manager) applyInTurn() {
	m.names.each(func(name string) {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.seen[name]++
		}()
		wg.Wait()
	})
}

func (m *manager) applyFirst() {
	var wg sync.WaitGroup
	m.names.first(func(name string) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.seen[name]++
		}()
	})
	wg.Wait()
}

func (m *manager) applyEach() {
	var wg sync.WaitGroup
	m.names.each(func(name string) {
		own := map[string]int{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			own[name]++
		}()
	})
	wg.Wait()
}

func main() {
	m := &manager{names: names{"a", "b", "c", "d"}, seen: map[string]int{}}
	m.applyInTurn()
	m.applyFirst()
	m.applyEach()
}
