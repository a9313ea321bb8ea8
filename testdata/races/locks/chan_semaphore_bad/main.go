// race: yes

// A channel of capacity 4 limits; it does not exclude.
package main

import "sync"

func crawl(urls []string) map[string]int {
	sem := make(chan struct{}, 4)
	pages := make(map[string]int)
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		sem <- struct{}{}
		go func() {
			defer wg.Done()
			defer func() { <-sem }()
			pages[url] = len(url) // want "GMC00[15]"
		}()
	}
	wg.Wait()
	return pages
}

func main() {
	for range 20 {
		crawl([]string{"a", "b", "c", "d", "e"})
	}
}
