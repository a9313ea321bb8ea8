// Package hooktest has a server for the tests of hooks.
package hooktest

import (
	"net/http"
	"net/http/httptest"
)

// A Server remembers who called.
type Server struct {
	*httptest.Server
	Calls map[string]int
}

func NewServer() *Server {
	s := &Server{Calls: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 1000 {
			s.Calls[r.URL.Path]++
		}
	}))
	return s
}
