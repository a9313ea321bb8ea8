// race: yes

// expvar calls the function in the handler of /debug/vars.
package main

import (
	"expvar"
	"sync"
)

type queue struct {
	lengths map[string]int
}

func (q *queue) publish() {
	expvar.Publish("queues", expvar.Func(func() any {
		total := 0
		for _, n := range q.lengths { // want?:fn "GMC00[12]" functions published to expvar have no map effect here
			total += n
		}
		return total
	}))
}

func (q *queue) push(name string) {
	q.lengths[name]++ // want?:fn "GMC00[12]" functions published to expvar have no map effect here
}

func main() {
	q := &queue{lengths: map[string]int{}}
	q.publish()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 100 {
			_ = expvar.Get("queues").String()
		}
	}()
	for range 100 {
		q.push("mail")
	}
	wg.Wait()
}
