// race: yes

// The visitor that all goroutines walk with has the method that the interface asks for.
package main

import "sync"

type node struct {
	name     string
	children []*node
}

type visitor interface {
	Visit(n *node) visitor
}

func walk(v visitor, n *node) {
	if v = v.Visit(n); v == nil {
		return
	}
	for _, child := range n.children {
		walk(v, child)
	}
}

type collector struct{ seen map[string]int }

func (c *collector) Visit(n *node) visitor {
	c.seen[n.name]++ // want "GMC001"
	return c
}

var shared = &collector{seen: map[string]int{}}

func main() {
	root := &node{name: "root", children: []*node{{name: "a"}, {name: "b"}}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				walk(shared, root)
			}
		}()
	}
	wg.Wait()
}
