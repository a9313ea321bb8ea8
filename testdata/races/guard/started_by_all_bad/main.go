// race: yes

// What is there already is started whenever somebody asks for it.
package main

import (
	"sync"

	"example.com/guard/started_by_all_bad/queue"
)

func main() {
	q := queue.New()
	queue.Open(q)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 300 {
				q.Add(i*1000 + n)
				q.Has(n)
				q.Drop(n)
				queue.Repair(q)
			}
		}()
	}
	wg.Wait()
}
