package ir

import "sync"

// What literals capture and how they are started.
func closures(items []string) func() int {
	counts := map[string]int{}
	var mu sync.Mutex
	n := 0
	for i, item := range items {
		go func(item string) {
			mu.Lock()
			defer mu.Unlock()
			counts[item] += i
			func() { n++ }()
		}(item)
		defer func() {
			if r := recover(); r != nil {
				clear(counts)
			}
		}()
	}
	read := func() int { return counts["x"] + n }
	go read()
	defer mu.Unlock()
	return read
}

var hook = func(m map[string]int) { m["hook"] = 1 }

var (
	squares = compute(3)
	cubes   = map[int]func(int) int{1: func(x int) int { return x * x * x }}
)

func compute(n int) map[int]int { return map[int]int{n: n * n} }
