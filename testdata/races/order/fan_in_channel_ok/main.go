// race: no

// Goroutines send results; only the collector touches the map.
package main

type result struct {
	url  string
	size int
}

func collect(urls []string) map[string]int {
	results := make(chan result)
	for _, url := range urls {
		go func() {
			results <- result{url, len(url)}
		}()
	}
	sizes := make(map[string]int, len(urls))
	for range urls {
		r := <-results
		sizes[r.url] = r.size
	}
	return sizes
}

func main() {
	collect([]string{"a", "bb", "ccc"})
}
