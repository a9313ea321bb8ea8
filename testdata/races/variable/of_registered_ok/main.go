// race: no

// Of many functions that are registered nobody knows which one is called; each waits for what it starts.
package main

import (
	"fmt"
	"sync"
)

var tasks = map[string]func() int{}

func register(name string, task func() int) { tasks[name] = task }

func init() {
	register("01", func() int { return 1 })
	register("02", func() int { return 2 })
	register("03", func() int { return 3 })
	register("04", func() int { return 4 })
	register("05", func() int { return 5 })
	register("06", func() int { return 6 })
	register("07", func() int { return 7 })
	register("08", func() int { return 8 })
	register("09", func() int { return 9 })
	register("10", func() int { return 10 })
	register("11", func() int { return 11 })
	register("12", func() int { return 12 })
	register("13", func() int { return 13 })
	register("14", func() int { return 14 })
	register("15", func() int { return 15 })
	register("16", func() int { return 16 })
	register("17", func() int { return 17 })
	register("18", func() int { return 18 })
	register("19", func() int { return 19 })
	register("20", func() int { return 20 })
	register("21", func() int { return 21 })
	register("22", func() int { return 22 })
	register("23", func() int { return 23 })
	register("24", func() int { return 24 })
	register("25", func() int { return 25 })
	register("count", func() int {
		found := 0
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 500 {
				found++
			}
		}()
		wg.Wait()
		found++
		return found
	})
}

func main() {
	for name, task := range tasks {
		fmt.Println(name, task())
	}
}
