// Package listener has two kinds of listeners.
package listener

import "example.com/owner/handled_events_ok/session"

type plain struct {
	events   chan session.Event
	packets  chan string
	sessions map[string]int
}

func (p *plain) DeleteSession(id string)        { delete(p.sessions, id) }
func (p *plain) QueueEvent(event session.Event) { p.events <- event }

func (p *plain) rx() {
	for {
		select {
		case id := <-p.packets:
			p.sessions[id]++
		case event := <-p.events:
			event.Handle(p)
		}
	}
}

// ListenPlain starts one.
func ListenPlain() (session.Listener, chan<- string) {
	p := &plain{events: make(chan session.Event), packets: make(chan string), sessions: map[string]int{}}
	go p.rx()
	return p, p.packets
}

type secure struct {
	events   chan session.Event
	packets  chan string
	sessions map[string]int
}

func (s *secure) DeleteSession(id string)        { delete(s.sessions, id) }
func (s *secure) QueueEvent(event session.Event) { s.events <- event }

func (s *secure) rx() {
	for {
		select {
		case id := <-s.packets:
			s.sessions[id]++
		case event := <-s.events:
			event.Handle(s)
		}
	}
}

// ListenSecure starts one.
func ListenSecure() (session.Listener, chan<- string) {
	s := &secure{events: make(chan session.Event), packets: make(chan string), sessions: map[string]int{}}
	go s.rx()
	return s, s.packets
}
