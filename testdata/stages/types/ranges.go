package types

import (
	"iter"
	"maps"
	"slices"
)

type set map[string]struct{}

type tree struct {
	left *tree
	m    map[string]int
}

func (t *tree) all() iter.Seq[*tree] { return func(yield func(*tree) bool) { yield(t.left) } }

func (t *tree) entries(yield func(key string, node *tree) bool) {}

type sequence[V any] func(yield func(V) bool)

// Loop variables of every kind of range.
func ranges(t *tree, s set, c chan *tree, list []tree, array *[3]set, q sequence[set]) {
	for k := range s {
		_ = k
	}
	for k, v := range t.m {
		_, _ = k, v
	}
	for i, node := range list {
		node.m["a"] = i
	}
	for i, each := range array {
		_, _ = i, each
	}
	for node := range c {
		node.m["b"] = 1
	}
	for i, letter := range "text" {
		_, _ = i, letter
	}
	for i := range 10 {
		_ = i
	}
	// WRONG: iter.Seq is not seen through, so that node is not known and its map neither.
	for node := range t.all() {
		node.m["c"] = 1
	}
	for key, node := range t.entries {
		node.m[key] = 1
	}
	for each := range q {
		each["d"] = struct{}{}
	}
	// WRONG: k and v are a string and an int.
	for k, v := range maps.All(t.m) {
		_, _ = k, v
	}
	for _, k := range slices.Sorted(maps.Keys(t.m)) {
		_ = k
	}
	for range s {
	}
	for i := uint8(0); i < 3; i++ {
		_ = i
	}
}
