// race: no

// A table that init functions of two files fill and nobody writes later.
package main

import "sync"

var commands = map[string]func(int) int{}

func register(name string, f func(int) int) {
	if _, dup := commands[name]; dup {
		panic("duplicate command " + name)
	}
	commands[name] = f
}

func init() {
	register("double", func(n int) int { return 2 * n })
}

func run(name string, n int) int {
	f, ok := commands[name]
	if !ok {
		return -1
	}
	return f(n)
}

func main() {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			run("double", i)
			run("square", i)
		}()
	}
	wg.Wait()
}
