// race: yes

// The test looks at the counter while the server is at work.
package stream

import "testing"

type counter struct{ acks map[string]int }

func (c *counter) ack(name string) { c.acks[name]++ }

type pipe struct {
	requests chan string
	answers  chan string
}

func newPipe() *pipe {
	return &pipe{requests: make(chan string), answers: make(chan string, 1000)}
}

func (p *pipe) ask(name string) { p.requests <- name }

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
	for range 1000 {
		p.ask("a")
		_ = c.acks["a"] // want "GMC002"
	}
	close(p.requests)
}
