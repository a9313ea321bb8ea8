package pool

import "sync"

// Dialer makes connections.
type Dialer interface {
	Dial(addr string) int
}

// Pool keeps connections.
type Pool struct {
	Dialer Dialer
	mu     sync.Mutex
	conns  []int
}

// Get gives a connection.
func (p *Pool) Get(addr string) int {
	conn := p.Dialer.Dial(addr)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conns = append(p.conns, conn)
	return conn
}
