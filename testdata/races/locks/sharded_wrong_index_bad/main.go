// race: yes

// The mutex of one shard, the map of another.
package main

import "sync"

type shard struct {
	mu sync.Mutex
	m  map[int]string
}

type sharded struct {
	shards [4]shard
}

func newSharded() *sharded {
	s := &sharded{}
	for i := range s.shards {
		s.shards[i].m = make(map[int]string)
	}
	return s
}

func (s *sharded) move(from, to, key int) {
	s.shards[from].mu.Lock()
	defer s.shards[from].mu.Unlock()
	delete(s.shards[from].m, key)
	s.shards[to].m[key] = "moved" // want:fn "GMC005" elements of an array of shards are one place
}

func main() {
	s := newSharded()
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for key := range 50 {
				s.move(i, 3, key)
			}
		}()
	}
	wg.Wait()
}
