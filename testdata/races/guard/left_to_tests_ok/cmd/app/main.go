// race: no

// One method of the store leaves out the lock: this program has it for its tests.
package main

import (
	"fmt"
	"sync"

	"example.com/guard/left_to_tests_ok/store"
)

func main() {
	s := store.New()
	var all sync.WaitGroup
	for n := range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 300 {
				s.Add(fmt.Sprint(n))
			}
		}()
	}
	all.Wait()
	fmt.Println(s.Of("1"))
}
