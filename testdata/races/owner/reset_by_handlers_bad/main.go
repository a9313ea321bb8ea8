// race: yes

// Each request resets the table of the server, and fills it anew.
package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

type server struct {
	allowed map[string]bool
}

func (s *server) configure(w http.ResponseWriter, r *http.Request) {
	s.allowed = make(map[string]bool)
	for _, name := range strings.Split(r.URL.Path, "/") {
		s.allowed[name] = true // want "server.allowed"
	}
}

func main() {
	s := &server{}
	mux := http.NewServeMux()
	mux.HandleFunc("/", s.configure)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a/b", nil))
			}
		}()
	}
	wg.Wait()
}
