// race: yes

// recover around the write: a concurrent map write is a fatal error, not a panic.
package main

import "sync"

type sink struct{ fields map[string]int }

func (s *sink) put(key string, n int) (err any) {
	defer func() {
		if r := recover(); r != nil {
			err = r
		}
	}()
	s.fields[key] = n // want "GMC00[17]"
	return nil
}

func main() {
	s := &sink{fields: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.put("k", i)
		}()
	}
	wg.Wait()
}
