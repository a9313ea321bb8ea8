// race: yes

// One method of the store leaves out the lock.
package main

import (
	"fmt"
	"sync"

	"example.com/guard/left_to_tests_bad/store"
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
				s.CountOfNames()
			}
		}()
	}
	all.Wait()
	fmt.Println(s.Of("1"))
}
