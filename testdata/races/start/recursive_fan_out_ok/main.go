// race: no

// A traversal starts a goroutine for each node, out of one that it starts and waits for: what they count is counted under a lock, and looked at when
// they have ended.
package main

import "sync"

type node struct {
	name string
	kids []*node
}

func walk(nodes []*node, visit func(string)) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		level(&wg, nodes, visit)
	}()
	wg.Wait()
}

func level(wg *sync.WaitGroup, nodes []*node, visit func(string)) {
	for _, n := range nodes {
		wg.Add(1)
		go func() {
			defer wg.Done()
			visit(n.name)
			level(wg, n.kids, visit)
		}()
	}
}

type counter struct {
	mu   sync.Mutex
	seen map[string]int
}

func (c *counter) count(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[name]++
}

func (c *counter) run(nodes []*node) int {
	walk(nodes, func(name string) { c.count(name) })
	return len(c.seen)
}

func main() {
	var nodes []*node
	for range 50 {
		nodes = append(nodes, &node{name: "n", kids: []*node{{name: "k"}}})
	}
	c := &counter{seen: map[string]int{}}
	c.run(nodes)
}
