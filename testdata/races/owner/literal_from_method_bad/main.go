// race: yes

// The users of an object have it filled again by a literal that one of its methods makes, without the lock.
package main

import (
	"strconv"
	"sync"
)

type store struct {
	mu   sync.Mutex
	rows map[string]int
}

// each calls f for each row of a file.
func each(rows []string, f func(key string) error) error {
	for _, row := range rows {
		if err := f(row); err != nil {
			return err
		}
	}
	return nil
}

func (s *store) loader(first int) func(key string) error {
	n := first
	return func(key string) error {
		n++
		s.rows[key] = n // want "GMC004"
		return nil
	}
}

func (s *store) load(rows []string) error {
	return each(rows, s.loader(1))
}

func open(rows []string) (*store, error) {
	s := &store{rows: map[string]int{}}
	if err := s.load(rows); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *store) put(key string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[key] = n
}

func (s *store) get(key string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows[key]
}

func main() {
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			s, err := open([]string{"a", "b"})
			if err != nil {
				return
			}
			var users sync.WaitGroup
			for n := range 4 {
				users.Add(1)
				go func() {
					defer users.Done()
					s.put(strconv.Itoa(n), s.get("a"))
					for range 100 {
						s.load([]string{"c", "d"})
					}
				}()
			}
			users.Wait()
		}()
	}
	all.Wait()
}
