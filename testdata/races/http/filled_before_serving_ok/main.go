// race: no

// A handler that is registered waits until the server goes to work: what comes before that is there when it runs.
package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
)

func routes(limits map[string]int) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if limits[r.URL.Path] == 0 {
			io.WriteString(w, "none")
		}
	})
	limits["/a"] = 1
	return mux
}

func main() {
	limits := map[string]int{}
	mux := routes(limits)
	limits["/b"] = 2
	server := httptest.NewServer(mux)
	defer server.Close()
	var clients sync.WaitGroup
	for range 8 {
		clients.Add(1)
		go func() {
			defer clients.Done()
			if resp, err := http.Get(server.URL + "/b"); err == nil {
				resp.Body.Close()
			}
		}()
	}
	clients.Wait()
}
