// race: no

// SetLimit(1): one task at a time.
package main

import "golang.org/x/sync/errgroup"

func lengths(names []string) map[string]int {
	out := make(map[string]int)
	var g errgroup.Group
	g.SetLimit(1)
	for _, name := range names {
		g.Go(func() error {
			out[name] = len(name)
			return nil
		})
	}
	_ = g.Wait()
	return out
}

func main() {
	lengths([]string{"a", "b", "c", "d"})
}
