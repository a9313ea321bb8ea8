// race: yes

// errgroup.Group.Go starts a goroutine.
package main

import (
	"errors"

	"golang.org/x/sync/errgroup"
)

var errEmpty = errors.New("empty name")

func validate(names []string) (map[string]bool, error) {
	valid := make(map[string]bool)
	var g errgroup.Group
	for _, name := range names {
		g.Go(func() error {
			if name == "" {
				return errEmpty
			}
			valid[name] = true // want "GMC001"
			return nil
		})
	}
	return valid, g.Wait()
}

func main() {
	for range 20 {
		_, _ = validate([]string{"a", "b", "c", "d"})
	}
}
