// race: no

// The result map of the loop is filled under a lock.
package main

import "sync"

type node struct{ name string }

func (n node) info() (string, bool) { return n.name + ":up", true }

func collect(nodes []node) map[string]string {
	infos := make(map[string]string, len(nodes))
	var (
		wg sync.WaitGroup
		mu sync.Mutex
	)
	wg.Add(len(nodes))
	for _, n := range nodes {
		go func(n node) {
			defer wg.Done()
			if info, ok := n.info(); ok {
				mu.Lock()
				infos[n.name] = info
				mu.Unlock()
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
