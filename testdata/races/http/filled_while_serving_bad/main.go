// race: yes

// The server is at work when the function that registers a further handler fills what that looks at.
package main

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
)

func main() {
	limits := map[string]int{}
	mux := http.NewServeMux()
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		for n := range 1000 {
			if limits[strconv.Itoa(n)] < 0 { // want? "GMC002"
				w.WriteHeader(http.StatusTeapot)
			}
		}
	})
	var started, clients sync.WaitGroup
	for range 8 {
		started.Add(1)
		clients.Add(1)
		go func() {
			defer clients.Done()
			started.Done()
			for range 20 {
				mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil))
			}
		}()
	}
	started.Wait()
	for n := range 1000 {
		limits[strconv.Itoa(n)] = n // want? "GMC002"
	}
	clients.Wait()
}
