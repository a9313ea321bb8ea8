// race: yes

// SetLimit(1) orders the tasks among themselves, not against the spawner.
package main

import "golang.org/x/sync/errgroup"

func lengths(names []string) map[string]int {
	out := make(map[string]int)
	var g errgroup.Group
	g.SetLimit(1)
	for _, name := range names {
		g.Go(func() error {
			out[name] = len(name) // want? "GMC00[12]"
			return nil
		})
	}
	out["total"] = len(names) // want? "GMC00[12]"
	_ = g.Wait()
	return out
}

func main() {
	for range 20 {
		lengths([]string{"a", "b", "c", "d"})
	}
}
