// race: no

// A type has the methods of an interface by name, with another result: it is not what goroutines call through the interface.
package main

import "sync"

type reader interface {
	Read(key string) (int, error)
}

type fixed struct{ value int }

func (f fixed) Read(string) (int, error) { return f.value, nil }

// history remembers what was asked, for one goroutine.
type history struct{ asked map[string]int }

func (h *history) Read(key string) ([]byte, error) {
	h.asked[key]++
	return nil, nil
}

type prefetcher struct{ source reader }

func (p *prefetcher) run(keys []string) {
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.source.Read(key)
		}()
	}
	wg.Wait()
}

func main() {
	keys := []string{"a", "b", "c"}
	(&prefetcher{source: fixed{1}}).run(keys)
	h := &history{asked: map[string]int{}}
	for _, key := range keys {
		h.Read(key)
	}
}
