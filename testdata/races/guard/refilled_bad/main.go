// race: yes

// The table is filled again while others look things up.
package main

import "sync"

var suites = map[string]int{}

// Refill fills the table.
func Refill(names []string) {
	for n, name := range names {
		suites[name] = n // want? "GMC002"
	}
}

// Lookup looks a suite up.
func Lookup(name string) (int, bool) {
	n, ok := suites[name] // want? "GMC002"
	return n, ok
}

func run() {
	Refill([]string{"a", "b"})
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 1000 {
				Lookup("a")
			}
		}()
	}
	for range 1000 {
		Refill([]string{"a", "b"})
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
