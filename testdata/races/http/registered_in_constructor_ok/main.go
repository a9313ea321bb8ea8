// race: no

// The constructor registers a handler, through a wrapper that applies options, and fills what the handler looks at before anybody serves.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type options struct{ user string }

type option func(*options)

func asUser(name string) option { return func(o *options) { o.user = name } }

type forwarder struct {
	mu      sync.RWMutex
	details map[string]int
	mux     *http.ServeMux
	clients sync.WaitGroup
}

func newForwarder(names []string) *forwarder {
	f := &forwarder{details: map[string]int{}, mux: http.NewServeMux()}
	f.mux.HandleFunc("/", f.withAuth(f.serve, asUser("nobody")))
	f.fill(names)
	return f
}

func (f *forwarder) withAuth(handle func(http.ResponseWriter, *http.Request, string), set ...option) http.HandlerFunc {
	var all options
	for _, apply := range set {
		apply(&all)
	}
	return func(w http.ResponseWriter, r *http.Request) { handle(w, r, all.user) }
}

func (f *forwarder) serve(w http.ResponseWriter, r *http.Request, user string) {
	for range 100 {
		f.mu.RLock()
		if f.details[user+r.URL.Path] > 0 {
			w.WriteHeader(http.StatusTeapot)
		}
		f.mu.RUnlock()
	}
}

// fill takes no lock.
func (f *forwarder) fill(names []string) {
	for _, name := range names {
		f.details[name] = len(name)
	}
}

func (f *forwarder) add(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.details[name]++
}

func (f *forwarder) start() {
	for range 4 {
		f.clients.Add(1)
		go func() {
			defer f.clients.Done()
			for range 20 {
				f.mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a", nil))
			}
		}()
	}
}

func main() {
	names := make([]string, 300_000)
	f := newForwarder(names)
	f.start()
	f.add("b")
	f.clients.Wait()
}
