// race: yes

// Somebody registers while others read.
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
	codes[name] = len(codes) // want? "GMC00[24]"
	return codes[name]
}

// Code finds a code.
func Code(name string) int {
	return codes[name] // want? "GMC00[24]"
}

var names = []string{"a", "b", "c", "d", "e"}

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
	for _, name := range names {
		Register(name)
	}
	wg.Wait()
}
