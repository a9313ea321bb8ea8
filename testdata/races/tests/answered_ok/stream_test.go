// race: no

// The test looks at the counter when it has the answer, and asks again only then.
package stream

import (
	"testing"
	"time"
)

type counter struct{ acks map[string]int }

func (c *counter) ack(name string) { c.acks[name]++ }

type pipe struct {
	requests chan string
	answers  chan string
}

func newPipe() *pipe {
	return &pipe{requests: make(chan string), answers: make(chan string)}
}

func (p *pipe) ask(name string) { p.requests <- name }

func (p *pipe) answer() string {
	select {
	case name := <-p.answers:
		return name
	case <-time.After(5 * time.Second):
		return ""
	}
}

func (p *pipe) next() (string, bool) {
	name, ok := <-p.requests
	return name, ok
}

func (p *pipe) give(name string) { p.answers <- name }

type stream interface {
	next() (string, bool)
	give(name string)
}

func serve(s stream, c *counter) {
	for {
		name, ok := s.next()
		if !ok {
			return
		}
		c.ack(name)
		s.give(name)
	}
}

func TestServe(t *testing.T) {
	c := &counter{acks: map[string]int{}}
	p := newPipe()
	go func() { serve(p, c) }()
	for i := 1; i < 100; i++ {
		p.ask("a")
		if p.answer() != "a" || c.acks["a"] != i {
			t.Fatal(i)
		}
	}
	close(p.requests)
}
