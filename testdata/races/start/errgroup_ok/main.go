// race: no

// The tasks write under a lock, the caller reads after Wait.
package main

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

func lengths(names []string) (map[string]int, error) {
	var (
		g   errgroup.Group
		mu  sync.Mutex
		out = make(map[string]int)
	)
	for _, name := range names {
		g.Go(func() error {
			mu.Lock()
			defer mu.Unlock()
			out[name] = len(name)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	out["total"] = len(out)
	return out, nil
}

func main() {
	_, _ = lengths([]string{"a", "b", "c", "d"})
}
