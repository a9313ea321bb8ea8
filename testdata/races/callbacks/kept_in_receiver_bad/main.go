// race: yes

// Goroutines that a method starts in a loop all run the literal that is kept in a field of the receiver: it is one literal, with one map.
package main

import "sync"

type node struct {
	name string
	kids []*node
}

type walker struct {
	visit func(string)
	wg    sync.WaitGroup
}

func (w *walker) run(nodes []*node) {
	for _, n := range nodes {
		w.wg.Add(1)
		go func() {
			defer w.wg.Done()
			w.visit(n.name)
			w.run(n.kids)
		}()
	}
}

func inOrder(nodes []*node, visit func(string)) {
	w := &walker{visit: visit}
	w.run(nodes)
	w.wg.Wait()
}

func build(nodes []*node) int {
	sizes := map[string]int{}
	inOrder(nodes, func(name string) {
		sizes[name] = len(name) // want "GMC001"
	})
	return len(sizes)
}

func main() {
	var nodes []*node
	for range 50 {
		nodes = append(nodes, &node{name: "n", kids: []*node{{name: "k"}}})
	}
	build(nodes)
}
