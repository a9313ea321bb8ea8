// race: no

// The handler makes an object that has no storage: what is done for those that have is never done.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

type registry struct {
	modules map[string]int
}

func (r *registry) load(name string) {
	for range 20 {
		time.Sleep(time.Millisecond)
		r.modules[name]++
	}
}

type authority struct {
	storage []byte
	name    string
}

func (a *authority) provision(r *registry) {
	if a.storage != nil {
		r.load("storage")
	}
	if a.name == "" {
		a.name = "local"
	}
}

type server struct {
	registry *registry
}

func (s *server) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	a := new(authority)
	a.provision(s.registry)
	w.Write([]byte(a.name))
}

func main() {
	s := httptest.NewServer(&server{&registry{make(map[string]int)}})
	defer s.Close()
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			if answer, err := http.Get(s.URL); err == nil {
				answer.Body.Close()
			}
		}()
	}
	all.Wait()
}
