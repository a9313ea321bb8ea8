// race: yes

// The goroutines that come to the double are those of the test.
package dial

import (
	"sync"
	"testing"
)

func TestDial(t *testing.T) {
	b := &BookMock{Removed: map[string]bool{}}
	s := NewSwitch(b)
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 1000 {
				s.book.Remove("a")
			}
		}()
	}
	all.Wait()
}
