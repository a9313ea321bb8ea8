// race: yes

// A received value goes straight into a map element.
package main

import "sync"

type gather struct {
	results map[int]string
}

func (g *gather) wait(id int, replies <-chan string, quit <-chan struct{}) {
	select {
	case g.results[id] = <-replies: // want "GMC001"
	case <-quit:
	}
}

func main() {
	g := &gather{results: map[int]string{}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		replies := make(chan string, 1)
		replies <- "ok"
		go func() {
			defer wg.Done()
			g.wait(id, replies, nil)
		}()
	}
	wg.Wait()
}
