// race: no

// sort.Slice and slices.SortFunc call their function in the caller's goroutine.
package main

import (
	"slices"
	"sort"
)

type ranking struct {
	scores  map[string]int
	lookups map[string]int
}

func (r *ranking) order(names []string) {
	sort.Slice(names, func(i, j int) bool {
		r.lookups[names[i]]++
		return r.scores[names[i]] < r.scores[names[j]]
	})
	slices.SortFunc(names, func(a, b string) int {
		r.lookups[a]++
		return r.scores[a] - r.scores[b]
	})
}

func main() {
	r := &ranking{scores: map[string]int{"a": 2, "b": 1}, lookups: map[string]int{}}
	r.order([]string{"a", "b", "c"})
	r.lookups["done"] = 1
}
