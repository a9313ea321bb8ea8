// race: yes

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var squares []int
	start := make(chan struct{})
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
			squares = append(squares, i*i) // want "GMC110 slice `squares`"
		}()
	}
	close(start)
	wg.Wait()
	fmt.Println(len(squares) > 0)
}
