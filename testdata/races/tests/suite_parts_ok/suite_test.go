// race: no

// The parts of a suite come one after the other, and each ends what it has started.
package suite_parts_ok

import (
	"runtime"
	"sync/atomic"
	"testing"

	. "example.com/suite"
)

type scheduler struct{ tasks map[int]int }

func (s *scheduler) setup() { s.tasks[0]++ }

func (s *scheduler) run() {
	for i := range 1000 {
		s.tasks[i]++
	}
}

var _ = Describe("scheduler", func() {
	var s *scheduler
	BeforeEach(func() { s = &scheduler{tasks: map[int]int{}} })
	Describe("running", func() {
		var stopped atomic.Bool
		BeforeEach(func() {
			go func() {
				s.run()
				stopped.Store(true)
			}()
		})
		AfterEach(func() {
			for !stopped.Load() {
				runtime.Gosched()
			}
		})
	})
	Describe("initialization", func() {
		It("sets things up", func() {
			s.setup()
		})
	})
})

func TestSuite(t *testing.T) {}
