// race: yes

// A goroutine that init starts runs beside the rest of the program.
package main

import "sync"

var (
	stats = map[string]int{}
	done  sync.WaitGroup
)

func init() {
	done.Add(1)
	go func() {
		defer done.Done()
		for range 100 {
			stats["ticks"]++ // want? "GMC00[12]"
		}
	}()
}

func main() {
	for range 100 {
		stats["requests"]++ // want? "GMC00[12]"
	}
	done.Wait()
}
