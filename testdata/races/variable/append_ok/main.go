// race: no

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var squares []int
	cubes := make([]int, 8)
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cubes[i] = i * i * i
			mu.Lock()
			defer mu.Unlock()
			squares = append(squares, i*i)
		}()
	}
	wg.Wait()
	squares = append(squares, 1)
	fmt.Println(len(squares), len(cubes))
}
