// race: yes

// A plain bool flag publishes nothing.
package main

import (
	"sync"
	"time"
)

type loader struct {
	ready bool
	data  map[string]int
}

func (l *loader) load() {
	l.data["a"] = 1 // want? "GMC00[12]"
	l.ready = true
}

func (l *loader) get(key string) int {
	if l.ready {
		return l.data[key] // want? "GMC00[12]"
	}
	return -1
}

func main() {
	for range 20 {
		l := &loader{data: make(map[string]int)}
		var wg sync.WaitGroup
		wg.Add(2)
		go func() {
			defer wg.Done()
			l.load()
		}()
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
			l.get("a")
		}()
		wg.Wait()
	}
}
