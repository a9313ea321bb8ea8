// race: no

// Whoever has taken every slot of the semaphore is alone: all goroutines have given theirs back.
package main

import "sync"

func lengths(names []string) map[string]int {
	const limit = 3
	var mu sync.Mutex
	out := make(map[string]int)
	slots := make(chan struct{}, limit)
	for _, name := range names {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			mu.Lock()
			defer mu.Unlock()
			out[name] = len(name)
		}()
	}
	for i := 0; i < limit; i++ {
		slots <- struct{}{}
	}
	out["total"] = len(out)
	return out
}

func longest(names []string) map[int]string {
	var mu sync.Mutex
	out := make(map[int]string)
	slots := make(chan struct{}, 2)
	for _, name := range names {
		slots <- struct{}{}
		go func() {
			mu.Lock()
			out[len(name)] = name
			mu.Unlock()
			<-slots
		}()
	}
	for range cap(slots) {
		slots <- struct{}{}
	}
	delete(out, 0)
	return out
}

func main() {
	names := []string{"a", "bb", "ccc", "dddd", ""}
	if lengths(names)["total"] != 5 || len(longest(names)) != 4 {
		panic("lost lengths")
	}
}
