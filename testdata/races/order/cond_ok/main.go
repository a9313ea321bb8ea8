// race: no

// Cond.Wait gives the lock back before it returns.
package main

import "sync"

type queue struct {
	mu    sync.Mutex
	ready *sync.Cond
	jobs  map[int]string
}

func newQueue() *queue {
	q := &queue{jobs: make(map[int]string)}
	q.ready = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(id int, job string) {
	q.mu.Lock()
	q.jobs[id] = job
	q.mu.Unlock()
	q.ready.Signal()
}

func (q *queue) take() string {
	q.ready.L.Lock()
	defer q.ready.L.Unlock()
	for len(q.jobs) == 0 {
		q.ready.Wait()
	}
	for id, job := range q.jobs {
		delete(q.jobs, id)
		return job
	}
	return ""
}

func main() {
	q := newQueue()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 20 {
			q.take()
		}
	}()
	for id := range 20 {
		q.put(id, "job")
	}
	wg.Wait()
}
