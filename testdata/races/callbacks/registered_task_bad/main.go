// race: yes

// What a function has put into a table of the package is run by several goroutines.
package main

import (
	"fmt"
	"sync"
)

var tasks = map[string]func(int){}

func register(name string, task func(int)) { tasks[name] = task }

var seen = map[int]int{}

func init() {
	register("count", func(n int) {
		for i := range 300 {
			seen[n*i]++ // want "GMC001"
		}
	})
}

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			tasks["count"](i)
		}()
	}
	wg.Wait()
	fmt.Println(len(seen))
}
