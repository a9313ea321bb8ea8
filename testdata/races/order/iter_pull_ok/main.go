// race: no

// iter.Pull runs the sequence in a coroutine: never at the same time as its caller.
package main

import "iter"

func walk(visited map[int]bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range 10 {
			visited[i] = true
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	visited := make(map[int]bool)
	next, stop := iter.Pull(walk(visited))
	defer stop()
	for {
		i, ok := next()
		if !ok {
			break
		}
		visited[i+100] = true
	}
}
