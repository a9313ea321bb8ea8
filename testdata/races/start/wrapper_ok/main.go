// race: no

// A wrapper that looks like a starter, but runs the function right away.
package main

type server struct {
	depth int
	stats map[string]int
}

func (s *server) runTask(f func()) {
	s.depth++
	defer func() { s.depth-- }()
	f()
}

func (s *server) publish(subject string) {
	s.runTask(func() {
		s.stats[subject]++
	})
}

func main() {
	s := &server{stats: map[string]int{}}
	for range 20 {
		s.publish("orders")
		s.stats["total"]++
	}
}
