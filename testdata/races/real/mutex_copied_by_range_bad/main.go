// race: yes

// range copies the shard, and with it the mutex; the map is shared.
package main

import "sync"

type shard struct {
	mu sync.Mutex
	m  map[string]int
}

type counters struct{ shards []shard }

func (c *counters) reset(name string) {
	for _, s := range c.shards {
		s.mu.Lock()
		delete(s.m, name) // want:fn "GMC005" copies of a struct by assignment and range
		s.mu.Unlock()
	}
}

func (c *counters) inc(i int, name string) {
	c.shards[i].mu.Lock()
	defer c.shards[i].mu.Unlock()
	c.shards[i].m[name]++
}

func main() {
	c := &counters{shards: []shard{{m: map[string]int{}}, {m: map[string]int{}}}}
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				c.reset("a")
			}
		}()
	}
	wg.Wait()
	c.inc(0, "a")
}
