// race: no

package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var wg sync.WaitGroup
	var done atomic.Int64
	last := 0
	for i := range 8 {
		wg.Add(1)
		mine := 0
		go func() {
			defer wg.Done()
			mine++
			done.Add(int64(mine + i))
		}()
	}
	wg.Wait()
	last++
	func() { last++ }()
	fmt.Println(done.Load(), last)
}
