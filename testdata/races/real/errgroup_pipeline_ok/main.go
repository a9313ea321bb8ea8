// race: no

// Producers send, one collector owns the map until the group is done.
package main

import "golang.org/x/sync/errgroup"

type entry struct {
	name string
	size int
}

func scan(dirs []string) (map[string]int, error) {
	entries := make(chan entry)
	sizes := make(map[string]int)
	collected := make(chan struct{})
	go func() {
		defer close(collected)
		for e := range entries {
			sizes[e.name] += e.size
		}
	}()
	var g errgroup.Group
	for _, dir := range dirs {
		g.Go(func() error {
			entries <- entry{dir, len(dir)}
			return nil
		})
	}
	err := g.Wait()
	close(entries)
	<-collected
	sizes["total"] = len(sizes)
	return sizes, err
}

func main() {
	_, _ = scan([]string{"a", "bb"})
}
