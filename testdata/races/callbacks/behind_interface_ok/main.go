// race: no

// A literal goes behind an interface, whose implementation runs it in goroutines, and locks; they have ended when the call returns.
package main

import "sync"

type source interface {
	each(names []string, f func(string))
}

type remote struct{}

func (remote) each(names []string, f func(string)) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(name)
		}()
	}
	wg.Wait()
}

type cached struct{ next source }

func (c cached) each(names []string, f func(string)) { c.next.each(names, f) }

func sizes(s source, names []string) map[string]int {
	out := map[string]int{}
	var mu sync.Mutex
	s.each(names, func(name string) {
		mu.Lock()
		defer mu.Unlock()
		out[name] = len(name)
	})
	out["total"] = len(out)
	mu.Lock()
	defer mu.Unlock()
	return out
}

func main() {
	var names []string
	for i := range 50 {
		names = append(names, string(rune('a'+i)))
	}
	sizes(cached{next: remote{}}, names)
}
