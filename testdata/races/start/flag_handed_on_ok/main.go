// race: no

// Whether a visit is noted is said by whoever begins it: the goroutines say no.
package main

import "sync"

type node struct {
	name     string
	children []*node
}

type tree struct {
	root   *node
	visits map[string]int
}

func (t *tree) walk(n *node, note bool) int {
	if note {
		t.visits[n.name]++
	}
	seen := 1
	for _, child := range n.children {
		seen += t.walk(child, note)
	}
	return seen
}

func (t *tree) count(note bool) int {
	return t.walk(t.root, note)
}

func main() {
	leaves := []*node{{name: "a"}, {name: "b"}}
	t := &tree{root: &node{name: "root", children: leaves}, visits: map[string]int{}}
	t.count(true)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10000 {
				t.count(false)
			}
		}()
	}
	wg.Wait()
}
