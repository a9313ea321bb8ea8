// race: no

package main

import (
	"fmt"
	"sync"
)

var (
	once   sync.Once
	client *string
)

func get() *string {
	once.Do(func() {
		name := "client"
		client = &name
	})
	return client
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(*get())
		}()
	}
	wg.Wait()
}
