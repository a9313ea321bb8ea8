// race: no

// The handler locks around the shared map; the map that it makes for itself needs no lock.
package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
)

type counter struct {
	mu     sync.Mutex
	visits map[string]int
}

func (c *counter) visit(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.visits[r.URL.Path]++
	n := c.visits[r.URL.Path]
	c.mu.Unlock()
	answer := map[string]any{"path": r.URL.Path}
	answer["visits"] = n
	_ = json.NewEncoder(w).Encode(answer)
}

func main() {
	c := &counter{visits: map[string]int{}}
	http.HandleFunc("/", c.visit)
	server := httptest.NewServer(http.DefaultServeMux)
	defer server.Close()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				if res, err := http.Get(server.URL); err == nil {
					_ = res.Body.Close()
				}
			}
		}()
	}
	wg.Wait()
}
