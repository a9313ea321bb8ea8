// race: yes

// What one step of a part of a suite has started another looks at while it runs.
package suite_parts_bad

import (
	"runtime"
	"sync/atomic"
	"testing"

	. "example.com/suite"
)

type scheduler struct{ tasks map[int]int }

func (s *scheduler) setup() {
	for i := range 1000 {
		s.tasks[i]++ // want "GMC00[12]"
	}
}

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
		It("sets things up", func() {
			s.setup()
		})
		AfterEach(func() {
			for !stopped.Load() {
				runtime.Gosched()
			}
		})
	})
})

func TestSuite(t *testing.T) {}
