// race: no

// Functions are kept in a table and run from there, one after the other.
package main

type server struct {
	handlers map[string]func()
}

func (s *server) register(name string, run func()) { s.handlers[name] = run }

func (s *server) serve() {
	done := make(chan bool)
	go func() {
		for _, run := range s.handlers {
			run()
		}
		done <- true
	}()
	<-done
}

var pages = make(map[string]int)

func index() { pages["index"]++ }

func about() { pages["about"]++ }

func main() {
	s := &server{handlers: make(map[string]func())}
	s.register("/", index)
	s.register("/about", about)
	s.serve()
}
