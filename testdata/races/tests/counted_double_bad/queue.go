// Package queue runs workers.
package queue

import "sync"

// A Store keeps what workers find.
type Store interface{ Put(id int) }

type nowhere struct{}

func (nowhere) Put(int) {}

// A Queue has some workers.
type Queue struct {
	store   Store
	workers int
}

func New(store Store, workers int) *Queue {
	if store == nil {
		store = nowhere{}
	}
	return &Queue{store: store, workers: workers}
}

func (q *Queue) Run() {
	var all sync.WaitGroup
	for i := 0; i < q.workers; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for n := range 1000 {
				q.store.Put(n)
			}
		}()
	}
	all.Wait()
}
