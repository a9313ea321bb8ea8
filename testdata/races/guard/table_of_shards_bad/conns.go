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
	shards   [4]*shard
	trimming chan struct{}
}

// New makes a manager.
func New() *Manager {
	m := &Manager{trimming: make(chan struct{}, 1)}
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
	p.conns[conn]++ // want? "GMC00[1-5]"
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
	delete(p.conns, conn) // want? "GMC00[1-5]"
}

// Count counts the connections of a peer.
func (m *Manager) Count(id string) int {
	s := m.shards[len(id)%4]
	s.Lock()
	defer s.Unlock()
	if p, ok := s.peers[id]; ok {
		return len(p.conns)
	}
	return 0
}

// Trim gives the connections that are too many.
func (m *Manager) Trim() []string {
	select {
	case m.trimming <- struct{}{}:
	default:
		return nil
	}
	defer func() { <-m.trimming }()
	return m.surplus()
}

func (m *Manager) surplus() []string {
	var all []*peer
	for _, s := range m.shards {
		s.Lock()
		for _, p := range s.peers {
			all = append(all, p)
		}
		s.Unlock()
	}
	var surplus []string
	for _, p := range all {
		for conn := range p.conns { // want? "GMC00[1-5]"
			surplus = append(surplus, conn)
		}
	}
	return surplus
}
