// race: no

// A method adds to what connections look at, and its comment says that it comes first.
package server

import "testing"

func TestServe(t *testing.T) {
	s := New()
	s.Proto("h2", func() {})
	conns := make(chan string, 8)
	for range 8 {
		conns <- "h2"
	}
	close(conns)
	s.Serve(conns)
	s.serving.Wait()
}
