package server

import (
	"errors"
	"sync"
)

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
		s.conns[addr]++
	}
}

// Start serves all addresses, each by a server of its own.
func Start(addrs []string) []*Server {
	var servers []*Server
	for _, addr := range addrs {
		s := &Server{conns: map[string]int{}}
		s.Listen(addr)
		servers = append(servers, s)
	}
	return servers
}

// Wait waits until all is served.
func (s *Server) Wait() {
	s.wg.Wait()
}

// Store keeps what is flushed.
type Store struct {
	sizes map[string]int
}

// Flush waits for what it starts, but for one way out.
func (s *Store) Flush(names []string) error {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.sizes["all"]++
	}()
	for _, name := range names {
		if name == "" {
			return errors.New("no name")
		}
	}
	wg.Wait()
	return nil
}

// FlushAll flushes one after the other.
func FlushAll(s *Store, lists [][]string) error {
	for _, names := range lists {
		if err := s.Flush(names); err != nil {
			return err
		}
	}
	return nil
}
