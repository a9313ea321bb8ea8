// race: yes

// Functions are kept in a table and run in goroutines from there.
package main

import "sync"

type server struct {
	handlers map[string]func()
	wg       sync.WaitGroup
}

func (s *server) register(name string, run func()) { s.handlers[name] = run }

func (s *server) serve() {
	for _, run := range s.handlers {
		s.wg.Add(1)
		go s.run(run)
	}
	s.wg.Wait()
}

func (s *server) run(handler func()) {
	defer s.wg.Done()
	handler()
}

var pages = make(map[string]int)

func index() { pages["index"]++ } // want? "GMC001"

func about() { pages["about"]++ } // want? "GMC001"

func main() {
	s := &server{handlers: make(map[string]func())}
	s.register("/", index)
	s.register("/about", about)
	s.serve()
}
