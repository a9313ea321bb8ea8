// Package hooktest has a server for the tests of hooks, and clients that call it at the same time.
package hooktest

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

// Calls tells who has called.
func Calls(path string, clients int) map[string]int {
	calls := map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 10_000 {
			calls[r.URL.Path]++ // want "GMC001"
		}
	}))
	defer server.Close()
	var all sync.WaitGroup
	for range clients {
		all.Add(1)
		go func() {
			defer all.Done()
			if answer, err := http.Get(server.URL + path); err == nil {
				answer.Body.Close()
			}
		}()
	}
	all.Wait()
	return calls
}
