// race: yes

// The type has all methods of the wide interface: it may well be in the field.
package main

import "sync"

type reader interface {
	Get(key string) int
}

type store interface {
	reader
	Put(key string, value int)
}

type disk struct{}

func (disk) Get(key string) int  { return len(key) }
func (disk) Put(_ string, _ int) {}

// trace remembers what was read.
type trace struct {
	store
	reads map[string]bool
}

func (t *trace) Get(key string) int {
	t.reads[key] = true // want "GMC001"
	return t.store.Get(key)
}

func lookUp(from reader, key string) int { return from.Get(key) }

type server struct{ db store }

func (s *server) start(wg *sync.WaitGroup) {
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lookUp(s.db, "a")
		}()
	}
}

func main() {
	var wg sync.WaitGroup
	s := &server{db: &trace{store: disk{}, reads: map[string]bool{}}}
	s.start(&wg)
	wg.Wait()
}
