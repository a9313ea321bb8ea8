// race: yes

// Goroutines call all listeners of a list.
package main

import "sync"

type hub struct {
	listeners []func(string)
}

func (h *hub) subscribe(f func(string)) { h.listeners = append(h.listeners, f) }

func (h *hub) notify(name string) {
	for _, f := range h.listeners {
		f(name)
	}
}

type counter struct {
	mu   sync.Mutex
	seen map[string]int
}

func (c *counter) onEvent(name string) {
	c.seen[name]++ // want "GMC001"
}

type logger struct{}

func (logger) onEvent(string) {}

func main() {
	c := &counter{seen: map[string]int{}}
	h := &hub{}
	h.subscribe(logger{}.onEvent)
	h.subscribe(c.onEvent)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				h.notify("a")
			}
		}()
	}
	wg.Wait()
}
