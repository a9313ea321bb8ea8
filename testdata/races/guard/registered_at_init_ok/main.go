// race: no

// Only initializers of packages register, under a lock; readers need none.
package main

import "sync"

var (
	registerLock sync.Mutex
	codes        = map[string]int{}
)

// Register adds a code.
func Register(name string) int {
	registerLock.Lock()
	defer registerLock.Unlock()
	if _, ok := codes[name]; ok {
		panic(name)
	}
	codes[name] = len(codes)
	return codes[name]
}

// Code finds a code.
func Code(name string) int {
	return codes[name]
}

var unknown = Register("unknown")

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				Code("unknown")
			}
		}()
	}
	wg.Wait()
}
