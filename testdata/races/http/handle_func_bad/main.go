// race: yes

// A handler runs in parallel with itself.
package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

type counter struct {
	visits map[string]int
}

func (c *counter) visit(w http.ResponseWriter, r *http.Request) {
	c.visits[r.URL.Path]++ // want "GMC001"
	time.Sleep(time.Millisecond)
	_, _ = io.WriteString(w, "ok")
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
