// race: yes

// Middleware of a type of its own: what takes a request and its answer in one runs for many requests at once.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

// call is a request with its answer.
type call struct {
	req *http.Request
	w   http.ResponseWriter
}

type handler func(*call)

func counting() func(handler) handler {
	seen := map[string]int{}
	return func(next handler) handler {
		return func(c *call) {
			seen[c.req.URL.Path]++ // want "GMC001"
			next(c)
		}
	}
}

func wrap(h handler, layers ...func(handler) handler) handler {
	for _, layer := range layers {
		h = layer(h)
	}
	return h
}

func serve(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h(&call{req: r, w: w})
	})
}

func main() {
	h := serve(wrap(func(*call) {}, counting()))
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
			}
		}()
	}
	wg.Wait()
}
