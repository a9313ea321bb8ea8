// race: yes

// Two types have the methods of the interface, and the one that does not lock is put behind it.
package main

import (
	"strconv"
	"sync"
)

type store interface {
	set(key string, n int)
	get(key string) int
}

type plain struct{ rows map[string]int }

func (p *plain) set(key string, n int) { p.rows[key] = n }    // want? "GMC00[12]"
func (p *plain) get(key string) int    { return p.rows[key] } // want? "GMC00[12]"

type locked struct {
	mu    sync.Mutex
	inner *plain
}

func (l *locked) set(key string, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inner.set(key, n)
}

func (l *locked) get(key string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.inner.get(key)
}

func newStore() store {
	return &plain{rows: map[string]int{}}
}

type server struct{ rows store }

func (s *server) work(n int) {
	s.rows.set(strconv.Itoa(n), n)
	s.rows.get("1")
}

func main() {
	s := &server{rows: newStore()}
	var all sync.WaitGroup
	for n := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			s.work(n)
		}()
	}
	all.Wait()
}
