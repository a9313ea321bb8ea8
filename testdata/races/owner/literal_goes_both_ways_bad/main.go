// race: yes

// Which way a handler goes is said by the request: one of them reads what the other changes.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type app struct {
	mu     sync.Mutex
	routes map[string]int
}

func (a *app) prepare() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.routes["/"]++
}

func (a *app) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.routes)
}

func (a *app) routeOf(path string) int {
	return a.routes[path] // want "app.routes"
}

func handler(a *app, fast bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if fast && r.Method == "GET" {
			a.routeOf(r.URL.Path)
		} else {
			a.prepare()
			a.count()
		}
	}
}

func main() {
	serve := handler(&app{routes: map[string]int{}}, true)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			method := []string{"GET", "POST"}[i%2]
			for range 20 {
				serve(httptest.NewRecorder(), httptest.NewRequest(method, "/", nil))
			}
		}()
	}
	wg.Wait()
}
