package server

import "sync"

// Server counts what comes in.
type Server struct {
	wg    sync.WaitGroup
	conns map[string]int
}

// Listen serves one address.
func (s *Server) Listen(addr string) {
	s.wg.Add(1)
	go s.serve(addr)
}

func (s *Server) serve(addr string) {
	defer s.wg.Done()
	for range 100 {
		s.conns[addr]++ // want "GMC001"
	}
}

// Start serves all addresses.
func Start(addrs []string) *Server {
	s := &Server{conns: map[string]int{}}
	for _, addr := range addrs {
		s.Listen(addr)
	}
	return s
}

// Wait waits until all is served.
func (s *Server) Wait() {
	s.wg.Wait()
}
