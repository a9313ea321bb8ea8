// Package double stands in for a network: a test closes it when all peers have been added.
package double

import "sync"

type MockNet struct {
	mu    sync.Mutex
	hosts map[int]bool
}

func New() *MockNet {
	return &MockNet{hosts: make(map[int]bool)}
}

func (n *MockNet) Add(host int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts[host] = true
}

func (n *MockNet) Has(host int) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.hosts[host]
}

func (n *MockNet) Close() int {
	closed := 0
	for range n.hosts {
		closed++
	}
	return closed
}
