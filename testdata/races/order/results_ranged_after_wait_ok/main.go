// race: no

// The goroutines write under a lock, the range after Wait needs none.
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
	wg.Wait()
	total := 0
	for _, size := range sizes {
		total += size
	}
	return total
}

func main() {
	fetchAll([]string{"a", "bb", "ccc"})
}
