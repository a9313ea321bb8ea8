// race: yes

// Two tasks of a group that limits nothing.
package main

import "golang.org/x/sync/errgroup"

var examples = map[string]int{}

func example(name string) {
	if _, ok := examples[name]; !ok { // want? "GMC00[12]"
		examples[name] = len(name) // want? "GMC00[12]"
	}
}

func first() error {
	for range 1000 {
		example("a")
		delete(examples, "a") // want? "GMC00[12]"
	}
	return nil
}

func second() error {
	for range 1000 {
		example("b")
		delete(examples, "b") // want? "GMC00[12]"
	}
	return nil
}

func main() {
	var g errgroup.Group
	g.Go(first)
	g.Go(second)
	_ = g.Wait()
}
