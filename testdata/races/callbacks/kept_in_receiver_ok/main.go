// race: no

// Goroutines that a method starts in a loop all run the literal that is kept in a field of the receiver, under a lock beside its map; another literal
// makes its map itself, and a third is run by one goroutine alone.
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
	var mu sync.Mutex
	sizes := map[string]int{}
	inOrder(nodes, func(name string) {
		mu.Lock()
		defer mu.Unlock()
		sizes[name] = len(name)
	})
	inOrder(nodes, func(name string) {
		own := map[string]int{}
		own[name] = len(name)
	})
	return len(sizes)
}

type job struct{ do func(string) }

func (j *job) run() { j.do("x") }

func each(names []string) int {
	var wg sync.WaitGroup
	total := make([]map[string]int, len(names))
	for i := range names {
		mine := map[string]int{}
		total[i] = mine
		j := &job{do: func(name string) { mine[name] = i }}
		wg.Add(1)
		go func() {
			defer wg.Done()
			j.run()
		}()
	}
	wg.Wait()
	return len(total)
}

func main() {
	var nodes []*node
	for range 50 {
		nodes = append(nodes, &node{name: "n", kids: []*node{{name: "k"}}})
	}
	build(nodes)
	each([]string{"a", "b"})
}
