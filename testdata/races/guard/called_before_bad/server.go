package server

import "sync"

// Server serves connections.
type Server struct {
	protos  map[string]func()
	serving sync.WaitGroup
}

// New makes a server.
func New() *Server {
	return &Server{protos: map[string]func(){}}
}

// Proto adds a protocol.
func (s *Server) Proto(key string, serve func()) {
	s.protos[key] = serve // want? "GMC00"
}

// Serve serves connections that arrive.
func (s *Server) Serve(conns chan string) {
	for key := range conns {
		s.serving.Add(1)
		go s.serve(key)
	}
}

func (s *Server) serve(key string) {
	defer s.serving.Done()
	for range 1000 {
		if serve, ok := s.protos[key]; ok { // want? "GMC00"
			serve()
		}
	}
}
