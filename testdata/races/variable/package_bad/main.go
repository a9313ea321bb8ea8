// race: yes

package main

import (
	"fmt"
	"sync"
)

var level int

func set(n int) {
	level = n // want "GMC111 variable `level`"
}

func main() {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			set(i)
		}()
	}
	close(start)
	wg.Wait()
	fmt.Println(level >= 0)
}
