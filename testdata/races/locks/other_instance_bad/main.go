// race: yes

// The lock of one object around the map of another.
package main

import "sync"

type node struct {
	mu       sync.Mutex
	children map[string]*node
}

func newNode() *node { return &node{children: make(map[string]*node)} }

func (n *node) attach(name string, parent *node) {
	n.mu.Lock()
	defer n.mu.Unlock()
	parent.children[name] = n // want "GMC005"
}

func (n *node) find(name string) *node {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.children[name]
}

func main() {
	root := newNode()
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			newNode().attach(name, root)
			root.find(name)
		}()
	}
	wg.Wait()
}
