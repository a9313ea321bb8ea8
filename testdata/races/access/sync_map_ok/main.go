// race: no

// sync.Map and expvar.Map lock for themselves.
package main

import (
	"expvar"
	"sync"
)

type tracker struct {
	sessions sync.Map
	counters *expvar.Map
}

func (t *tracker) open(id int) {
	t.sessions.Store(id, "open")
	if _, loaded := t.sessions.LoadOrStore(id, "twice"); loaded {
		t.counters.Add("reopened", 1)
	}
	t.sessions.Range(func(key, value any) bool { return true })
	t.sessions.Delete(id)
}

func main() {
	t := &tracker{counters: new(expvar.Map).Init()}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.open(id)
		}()
	}
	wg.Wait()
}
