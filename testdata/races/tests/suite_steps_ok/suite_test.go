// race: no

// The steps of one part of a suite come one after the other, each with an object of its own; what one starts goes on beside the next.
package suite_steps_ok

import (
	"sync"
	"testing"

	. "example.com/suite"
)

type server struct {
	mu       sync.Mutex
	sessions map[int]int
}

func (s *server) closeLater(id int) {
	go func() {
		s.mu.Lock()
		delete(s.sessions, id)
		s.mu.Unlock()
	}()
}

func (s *server) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sessions)
}

var _ = Describe("server", func() {
	Describe("with sessions", func() {
		var s *server
		BeforeEach(func() { s = &server{sessions: map[int]int{}} })
		It("closes sessions later", func() {
			s.closeLater(1)
			s.count()
		})
		It("has sessions", func() {
			s.sessions[1] = 1
			s.count()
		})
	})
})

func TestSuite(t *testing.T) {}
