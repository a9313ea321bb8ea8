// race: no

// The map is filled before the literal that reads it is made.
package main

import "sync"

type config struct {
	rules map[string]string
}

func (c config) handler() func(string) string {
	c.rules["/"] = "index"
	return func(path string) string {
		return c.rules[path]
	}
}

func main() {
	handle := config{rules: map[string]string{}}.handler()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				handle("/")
			}
		}()
	}
	wg.Wait()
}
