// race: yes

// A debug handler in another file ranges without the hub's lock.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

func main() {
	hub := NewHub()
	mux := http.NewServeMux()
	(&Admin{hub}).Register(mux)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for id := range 200 {
			hub.Register(id, "c")
			hub.Unregister(id - 2)
		}
	}()
	for range 20 {
		mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/clients", nil))
	}
	wg.Wait()
}
