// race: no

// SetLimit(1): of several tasks of one group one at a time.
package main

import "golang.org/x/sync/errgroup"

var examples = map[string]int{}

func example(name string) {
	if _, ok := examples[name]; !ok {
		examples[name] = len(name)
	}
}

func first() error {
	example("a")
	return nil
}

func second() error {
	example("b")
	return nil
}

func main() {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(first)
	g.Go(second)
	_ = g.Wait()
}
