// race: yes

// maps.Copy writes its first argument.
package main

import (
	"maps"
	"sync"
)

type labels struct {
	set map[string]string
}

func (l *labels) merge(extra map[string]string) {
	maps.Copy(l.set, extra) // want "GMC001"
}

func main() {
	l := &labels{set: map[string]string{}}
	var wg sync.WaitGroup
	for _, extra := range []map[string]string{{"a": "1"}, {"b": "2"}, {"c": "3"}} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.merge(extra)
		}()
	}
	wg.Wait()
}
