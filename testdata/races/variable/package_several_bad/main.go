// race: yes

// Several variables, one cause: the first stands for all of them.
package main

import (
	"fmt"
	"sync"
)

var (
	low  int
	high int
	step int
)

func configure(n int) {
	low = n // want "GMC111 variable `low`"
	high = n + 10
	step = n + 1
}

func main() {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			configure(i)
		}()
	}
	close(start)
	wg.Wait()
	fmt.Println(low < high, step)
}
