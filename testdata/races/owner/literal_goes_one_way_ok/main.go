// race: no

// A handler either serves what it was made for or calls the application, which gets ready first: no handler does both.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type app struct {
	mu     sync.Mutex
	ready  bool
	routes map[string]int
}

func (a *app) prepare() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.ready {
		a.ready = true
		a.routes["/"] = 1
	}
}

func (a *app) routeOf(path string) int {
	return a.routes[path]
}

func handler(a *app, own ...func() int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if len(own) > 0 {
			if own[0]() == 0 {
				a.routeOf(r.URL.Path)
			}
		} else {
			a.prepare()
		}
		w.WriteHeader(http.StatusOK)
	}
}

func main() {
	serve := []http.HandlerFunc{
		handler(&app{routes: map[string]int{}}),
		handler(&app{routes: map[string]int{}}, func() int { return 0 }),
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			serve[i%2](httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		}()
	}
	wg.Wait()
}
