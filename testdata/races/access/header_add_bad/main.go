// race: yes

// Add and Del of a shared http.Header from a loop of goroutines.
package main

import (
	"net/http"
	"sync"
)

func fetchAll(urls []string) http.Header {
	warnings := make(http.Header)
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			warnings.Add("Warning", url) // want "GMC001"
		}()
	}
	wg.Wait()
	return warnings
}

func main() {
	for range 20 {
		fetchAll([]string{"a", "b", "c"})
	}
}
