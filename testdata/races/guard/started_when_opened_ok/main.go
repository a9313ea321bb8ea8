// race: no

// What is there already is started when the manager is opened.
package main

import (
	"sync"

	"example.com/guard/started_when_opened_ok/queue"
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
			}
		}()
	}
	wg.Wait()
}
