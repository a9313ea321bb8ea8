// race: yes

// The range comes before Wait: the goroutines are still writing.
package main

import "sync"

func fetch(url string) int { return len(url) }

func fetchAll(urls []string) int {
	var (
		mu    sync.Mutex
		wg    sync.WaitGroup
		sizes = make(map[string]int)
	)
	for _, url := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			size := fetch(url)
			mu.Lock()
			defer mu.Unlock()
			sizes[url] = size
		}()
	}
	total := 0
	for _, size := range sizes { // want "GMC00[24]"
		total += size
	}
	wg.Wait()
	return total
}

func main() {
	for range 20 {
		fetchAll([]string{"a", "bb", "ccc"})
	}
}
