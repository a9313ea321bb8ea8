// race: yes

// Each queue has a worker and a handler of its own, and the handlers have one map.
package main

import "sync"

type queue struct {
	keys    chan string
	handler func(key string)
}

type informers struct {
	queues []*queue
	wg     sync.WaitGroup
}

func (i *informers) add(handler func(key string)) *queue {
	q := &queue{keys: make(chan string, 200), handler: handler}
	i.queues = append(i.queues, q)
	return q
}

func (i *informers) run() {
	for _, q := range i.queues {
		i.wg.Add(1)
		go i.worker(q)
	}
}

func (i *informers) worker(q *queue) {
	defer i.wg.Done()
	for key := range q.keys {
		q.handler(key)
	}
}

type operator struct {
	mu      sync.Mutex
	sources map[string]int
}

var _ interface{ syncSource(string) } = &operator{}

func newOperator() (*operator, *informers) {
	op := &operator{sources: map[string]int{}}
	return op, &informers{}
}

func (o *operator) syncSource(key string) {
	o.sources[key]++ // want? "GMC00[1-5]"
}

func (o *operator) syncPlan(key string) {
	if o.sources[key] > 1 { // want? "GMC00[1-5]"
		return
	}
}

func main() {
	op, all := newOperator()
	sources, plans := all.add(op.syncSource), all.add(op.syncPlan)
	for range 200 {
		sources.keys <- "a"
		plans.keys <- "a"
	}
	close(sources.keys)
	close(plans.keys)
	all.run()
	all.wg.Wait()
}
