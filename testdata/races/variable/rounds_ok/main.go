// race: no

package main

import (
	"fmt"
	"sync"
)

func collect(parts []string) (int, error) {
	var wg sync.WaitGroup
	sizes := make([]int, len(parts))
	for i := range parts {
		size := 1
		if i > 1 {
			size = len(parts[i])
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			sizes[i] = size
		}()
	}
	var err error
	total := 0
	wait := func() error {
		wg.Wait()
		for _, size := range sizes {
			total += size
		}
		return err
	}
	return total, wait()
}

func main() {
	fmt.Println(collect([]string{"a", "bb", "ccc"}))
}
