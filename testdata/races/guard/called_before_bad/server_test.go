// race: yes

// A method adds to what connections look at; nothing says that it comes first.
package server

import (
	"strconv"
	"testing"
)

func TestServe(t *testing.T) {
	s := New()
	conns := make(chan string, 8)
	for range 8 {
		conns <- "h2"
	}
	close(conns)
	s.Serve(conns)
	for n := range 1000 {
		s.Proto(strconv.Itoa(n), func() {})
	}
	s.serving.Wait()
}
