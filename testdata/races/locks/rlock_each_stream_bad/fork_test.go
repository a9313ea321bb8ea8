// race: yes

// Each call starts a goroutine, and each of these lets the others in.
package fork

import (
	"strconv"
	"testing"
)

func TestStreams(t *testing.T) {
	m := New()
	a, b := m.Stream(), m.Stream()
	for i := range 100 {
		a <- strconv.Itoa(i)
		b <- strconv.Itoa(i)
	}
	close(a)
	close(b)
	m.Wait()
}
