// race: yes

// The project's own wrapper around the go statement.
package main

import "sync"

type server struct {
	grWG  sync.WaitGroup
	stats map[string]int
}

func (s *server) startGoRoutine(f func()) {
	s.grWG.Add(1)
	go func() {
		defer s.grWG.Done()
		f()
	}()
}

func (s *server) publish(subject string) {
	s.startGoRoutine(func() {
		s.stats[subject]++ // want "GMC001"
	})
}

func main() {
	s := &server{stats: map[string]int{}}
	for range 20 {
		s.publish("orders")
	}
	s.grWG.Wait()
}
