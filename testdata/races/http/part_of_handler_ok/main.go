// race: no

// A method with the parameters of a handler is called by the handler, on an object that the request has for itself.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type reader struct {
	formats map[string]int
}

func (r *reader) on(format string) {
	r.formats[format]++
}

type session struct {
	reader *reader
}

func (s *session) begin(w http.ResponseWriter, req *http.Request) {
	s.reader = &reader{formats: map[string]int{}}
	register(s)
	s.reader.on(req.Method)
	w.WriteHeader(http.StatusOK)
}

var (
	mu       sync.Mutex
	sessions []*session
)

func register(s *session) {
	mu.Lock()
	defer mu.Unlock()
	sessions = append(sessions, s)
}

type server struct{}

func (*server) handle(w http.ResponseWriter, req *http.Request) {
	s := &session{}
	s.begin(w, req)
}

func main() {
	s := &server{}
	handler := http.HandlerFunc(s.handle)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		}()
	}
	wg.Wait()
}
