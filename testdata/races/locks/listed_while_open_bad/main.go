// race: yes

// The clients of a session are on the manager's list while they are connected: that keeps nobody else away from the session.
package main

import "sync"

type manager struct {
	mu    sync.Mutex
	conns map[int]struct{}
}

type session struct {
	mu   sync.Mutex
	subs map[string]int
}

func (m *manager) add(conn int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.conns[conn] = struct{}{}
}

func (m *manager) remove(conn int) {
	m.mu.Lock()
	delete(m.conns, conn)
	m.mu.Unlock()
}

func (m *manager) unsubscribe(s *session, conn int, name string) {
	m.add(conn)
	defer m.remove(conn)
	delete(s.subs, name) // want "session.subs"
}

func (s *session) subscribe(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.subs[name]++
}

func (s *session) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.subs)
}

func main() {
	m := &manager{conns: make(map[int]struct{})}
	s := &session{subs: make(map[string]int)}
	var wg sync.WaitGroup
	for conn := range 2 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for range 50 {
				m.unsubscribe(s, conn, "a")
			}
		}()
		go func() {
			defer wg.Done()
			for range 50 {
				s.subscribe("a")
				s.count()
			}
		}()
	}
	wg.Wait()
}
