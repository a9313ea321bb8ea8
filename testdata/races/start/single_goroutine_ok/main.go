// race: no

// One goroutine, and nobody else touches the map while it runs.
package main

import "sync"

type flusher struct {
	wg    sync.WaitGroup
	queue chan string
	sizes map[string]int
}

func (f *flusher) run() {
	defer f.wg.Done()
	for name := range f.queue {
		f.sizes[name] += len(name)
		if len(f.sizes) > 2 {
			clear(f.sizes)
		}
	}
}

func main() {
	f := &flusher{queue: make(chan string), sizes: map[string]int{}}
	f.wg.Add(1)
	go f.run()
	for _, name := range []string{"a", "b", "c", "d"} {
		f.queue <- name
	}
	close(f.queue)
	f.wg.Wait()
}
