// race: no

// What comes out of a field of a wide interface is not of a type that has only the methods of a narrow one.
package main

import "sync"

type reader interface {
	Get(key string) int
}

type store interface {
	reader
	Put(key string, value int)
}

type table struct{ values sync.Map }

func (t *table) Get(key string) int {
	value, _ := t.values.Load(key)
	n, _ := value.(int)
	return n
}

func (t *table) Put(key string, value int) { t.values.Store(key, value) }

type disk struct{}

func (disk) Get(key string) int  { return len(key) }
func (disk) Put(_ string, _ int) {}

// trace remembers what was read.
type trace struct {
	reader
	reads map[string]bool
}

func (t *trace) Get(key string) int {
	t.reads[key] = true
	return t.reader.Get(key)
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

func verify(db store) int {
	t := &trace{reader: db, reads: map[string]bool{}}
	lookUp(t, "a")
	lookUp(t, "b")
	return len(t.reads)
}

func main() {
	var wg sync.WaitGroup
	for _, db := range []store{&table{}, disk{}} {
		s := &server{db: db}
		s.start(&wg)
		verify(db)
	}
	wg.Wait()
}
