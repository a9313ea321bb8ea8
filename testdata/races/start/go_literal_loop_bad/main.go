// race: yes

// The textbook case: literals started in a loop fill the result map.
package main

import "sync"

type node struct{ name string }

func (n node) info() (string, bool) { return n.name + ":up", true }

func collect(nodes []node) map[string]string {
	infos := make(map[string]string, len(nodes))
	var wg sync.WaitGroup
	wg.Add(len(nodes))
	for _, n := range nodes {
		go func(n node) {
			defer wg.Done()
			if info, ok := n.info(); ok {
				infos[n.name] = info // want "GMC001"
			}
		}(n)
	}
	wg.Wait()
	return infos
}

func main() {
	for range 20 {
		collect([]node{{"a"}, {"b"}, {"c"}})
	}
}
