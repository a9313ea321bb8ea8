// Package dialout has the shape of what is generated for a service.
package dialout

import "sync"

// A DialoutServer serves streams.
type DialoutServer interface {
	Dialout(stream StreamServer) error
}

// A StreamServer is one stream.
type StreamServer interface{ Recv() string }

// A Server runs what is registered.
type Server struct{ impl DialoutServer }

// RegisterDialoutServer registers the implementation of the service.
func RegisterDialoutServer(s *Server, impl any) { s.impl = impl.(DialoutServer) }

type stream string

func (s stream) Recv() string { return string(s) }

// Serve serves some streams at the same time.
func (s *Server) Serve() {
	var all sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		all.Add(1)
		go func() {
			defer all.Done()
			s.impl.Dialout(stream(name))
		}()
	}
	all.Wait()
}
