// race: yes

// The cache hit returns before the lock is taken; the miss is locked.
package main

import "sync"

var (
	typesMu sync.RWMutex
	types   = map[string]int{"int": 1}
)

func typeID(name string) int {
	if len(types) == 0 { // want "GMC00[24]"
		return 0
	}
	typesMu.RLock()
	id, ok := types[name]
	typesMu.RUnlock()
	if ok {
		return id
	}
	typesMu.Lock()
	defer typesMu.Unlock()
	types[name] = len(types) + 1
	return types[name]
}

func main() {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 50 {
				typeID(string(rune('a' + i*50 + j)))
			}
		}()
	}
	wg.Wait()
}
