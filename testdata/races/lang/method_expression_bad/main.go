// race: yes

// A method expression, called from goroutines.
package main

import "sync"

type tally struct{ n map[string]int }

func (t *tally) inc(name string) {
	t.n[name]++ // want "GMC001"
}

func each(t *tally, f func(*tally, string)) {
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(t, name)
		}()
	}
	wg.Wait()
}

func main() {
	t := &tally{n: map[string]int{}}
	each(t, (*tally).inc)
}
