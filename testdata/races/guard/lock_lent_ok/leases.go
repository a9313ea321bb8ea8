// Package leases keeps leases.
package leases

import "sync"

type iface struct {
	indexMu *sync.RWMutex
	leases  map[string]int
}

func (i *iface) add(name string) {
	i.indexMu.Lock()
	defer i.indexMu.Unlock()
	i.leases[name]++
}

func (i *iface) drop(name string) {
	i.indexMu.Lock()
	defer i.indexMu.Unlock()
	delete(i.leases, name)
}

func (i *iface) reset() { clear(i.leases) }

// Server has interfaces.
type Server struct {
	mu   *sync.RWMutex
	each []*iface
	work chan string
}

// New makes a server.
func New() *Server {
	s := &Server{mu: &sync.RWMutex{}, work: make(chan string)}
	s.each = append(s.each, &iface{indexMu: s.mu, leases: map[string]int{}})
	return s
}

// Start serves.
func (s *Server) Start() {
	go func() {
		for name := range s.work {
			for _, it := range s.each {
				it.add(name)
				it.drop(name + "x")
			}
		}
	}()
}

// Add has the server add a lease.
func (s *Server) Add(name string) { s.work <- name }

// Reset forgets all.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range s.each {
		it.reset()
	}
}
