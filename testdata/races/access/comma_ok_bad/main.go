// race: yes

// A comma-ok lookup is a read like any other.
package main

type session struct{ user string }

type sessions struct {
	byToken map[string]*session
}

func (s *sessions) valid(token string) bool {
	_, ok := s.byToken[token] // want? "GMC00[12]"
	return ok
}

func (s *sessions) login(token, user string) {
	s.byToken[token] = &session{user: user} // want? "GMC00[12]"
}

func main() {
	s := &sessions{byToken: map[string]*session{}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 200 {
			s.valid("t1")
		}
	}()
	for range 200 {
		s.login("t1", "ann")
	}
	<-done
}
