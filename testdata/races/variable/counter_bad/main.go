// race: yes

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	done := 0
	start := make(chan struct{})
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			done++ // want "GMC111 variable `done`"
		}()
	}
	close(start)
	wg.Wait()
	fmt.Println(done > 0)
}
