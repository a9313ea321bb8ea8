// race: yes

// The wait group is set anew while others add to it.
package main

import "sync"

func main() {
	counted := sync.WaitGroup{}
	var done sync.WaitGroup
	done.Add(2)
	for range 2 {
		go func() {
			defer done.Done()
			for range 1000 {
				counted.Add(1) // want? "GMC111"
			}
		}()
	}
	for range 1000 {
		counted = sync.WaitGroup{} // want? "GMC111"
	}
	done.Wait()
}
