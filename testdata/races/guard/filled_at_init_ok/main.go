// race: no

// One function fills the table in the course of setting the program up, in a goroutine, which goes on to the requests.
package main

import "sync"

var suites = map[string]int{}

// Init fills the table.
func Init(names []string) {
	for n, name := range names {
		suites[name] = n
	}
}

// Lookup looks a suite up.
func Lookup(name string) (int, bool) {
	n, ok := suites[name]
	return n, ok
}

func run() {
	Init([]string{"a", "b"})
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			Lookup("a")
		}()
	}
	all.Wait()
}

func main() {
	done := make(chan bool)
	go func() {
		run()
		close(done)
	}()
	<-done
}
