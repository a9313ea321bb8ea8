// race: yes

// A method with the parameters of a handler is called by the handler, on the one object of the server.
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
	r.formats[format]++ // want "GMC001"
}

type session struct {
	reader *reader
}

func (s *session) begin(w http.ResponseWriter, req *http.Request) {
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

type server struct{ session session }

func (s *server) handle(w http.ResponseWriter, req *http.Request) {
	s.session.begin(w, req)
}

func main() {
	s := &server{session: session{reader: &reader{formats: map[string]int{}}}}
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
