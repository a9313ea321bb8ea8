// race: no

// A session is used by one client at a time: whoever uses it is on the manager's list of locked ones.
package main

import (
	"errors"
	"sync"
)

type manager struct {
	mu         sync.Mutex
	sessLocked map[string]struct{}
}

type session struct {
	mu   sync.Mutex
	id   string
	subs map[string]int
}

var errInUse = errors.New("in use")

func (m *manager) lockSession(s *session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, taken := m.sessLocked[s.id]; taken {
		return errInUse
	}
	m.sessLocked[s.id] = struct{}{}
	return nil
}

func (m *manager) unlockSession(s *session) {
	m.mu.Lock()
	delete(m.sessLocked, s.id)
	m.mu.Unlock()
}

func (m *manager) unsubscribe(s *session, name string) error {
	if err := m.lockSession(s); err != nil {
		return err
	}
	defer m.unlockSession(s)
	remove := func(name string) {
		if _, ok := s.subs[name]; ok {
			delete(s.subs, name)
		}
	}
	remove(name)
	return nil
}

func (m *manager) connect(s *session) error {
	m.mu.Lock()
	if _, taken := m.sessLocked[s.id]; taken {
		m.mu.Unlock()
		return errInUse
	}
	m.sessLocked[s.id] = struct{}{}
	defer func() {
		m.mu.Lock()
		delete(m.sessLocked, s.id)
		m.mu.Unlock()
	}()
	m.mu.Unlock()
	s.clear()
	m.subscribe(s, "a")
	return nil
}

func (m *manager) subscribe(s *session, name string) {
	if s.subs == nil {
		s.subs = make(map[string]int)
	}
	s.subs[name]++
}

func (s *session) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name := range s.subs {
		delete(s.subs, name)
	}
}

func (s *session) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.id)
}

func main() {
	m := &manager{sessLocked: make(map[string]struct{})}
	s := &session{id: "s"}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				m.connect(s)
				m.unsubscribe(s, "a")
				s.count()
			}
		}()
	}
	wg.Wait()
}
