// race: no

// Every shard has its map and its mutex.
package main

import "sync"

type shard struct {
	mu sync.Mutex
	m  map[uint32]string
}

type sharded struct {
	shards [4]shard
}

func newSharded() *sharded {
	s := &sharded{}
	for i := range s.shards {
		s.shards[i].m = make(map[uint32]string)
	}
	return s
}

func (s *sharded) set(key uint32, value string) {
	i := key % 4
	s.shards[i].mu.Lock()
	defer s.shards[i].mu.Unlock()
	s.shards[i].m[key] = value
}

func (s *sharded) get(key uint32) string {
	sh := &s.shards[key%4]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.m[key]
}

func main() {
	s := newSharded()
	var wg sync.WaitGroup
	for i := range uint32(4) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := range uint32(20) {
				s.set(k+i, "v")
				s.get(k)
			}
		}()
	}
	wg.Wait()
}
