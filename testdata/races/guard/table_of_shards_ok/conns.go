package conns

import "sync"

type peer struct {
	conns map[string]int
}

type shard struct {
	sync.Mutex
	peers map[string]*peer
}

// Manager keeps connections.
type Manager struct {
	shards [4]*shard
}

// New makes a manager.
func New() *Manager {
	m := &Manager{}
	for i := range m.shards {
		m.shards[i] = &shard{peers: map[string]*peer{}}
	}
	return m
}

// Connected adds a connection.
func (m *Manager) Connected(id, conn string) {
	s := m.shards[len(id)%4]
	s.Lock()
	defer s.Unlock()
	p, ok := s.peers[id]
	if !ok {
		p = &peer{conns: map[string]int{}}
		s.peers[id] = p
	}
	p.conns[conn]++
}

// Disconnected removes it.
func (m *Manager) Disconnected(id, conn string) {
	s := m.shards[len(id)%4]
	s.Lock()
	defer s.Unlock()
	p, ok := s.peers[id]
	if !ok {
		return
	}
	delete(p.conns, conn)
}

// Drain takes the peers of a shard out and gives their connections.
func (m *Manager) Drain(id string) []string {
	s := m.shards[len(id)%4]
	var all []*peer
	s.Lock()
	for id, p := range s.peers {
		all = append(all, p)
		delete(s.peers, id)
	}
	s.Unlock()
	var conns []string
	for _, p := range all {
		for conn := range p.conns {
			conns = append(conns, conn)
			delete(p.conns, conn)
		}
	}
	return conns
}

// Surplus gives the connections that are too many.
func (m *Manager) Surplus() []string {
	var surplus []string
	for _, s := range m.shards {
		s.Lock()
		var all []*peer
		for _, p := range s.peers {
			all = append(all, p)
		}
		for _, p := range all {
			for conn := range p.conns {
				surplus = append(surplus, conn)
			}
		}
		s.Unlock()
	}
	return surplus
}
