// Package queue keeps queues.
package queue

import "sync"

type Manager interface {
	StartAll(ids []int)
	Add(id int)
	Has(id int) bool
	Drop(id int)
}

type Queues struct {
	mu     sync.Mutex
	queues map[int]int
}

func New() *Queues { return &Queues{queues: map[int]int{}} }

// StartAll starts what was there before.
func (q *Queues) StartAll(ids []int) {
	for _, id := range ids {
		q.queues[id] = id // want "GMC00[24]"
	}
}

func (q *Queues) Add(id int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.queues[id]++
}

func (q *Queues) Has(id int) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.queues[id] > 0
}

func (q *Queues) Drop(id int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.queues, id)
}

// Open opens the manager.
func Open(m Manager) {
	m.StartAll([]int{1, 2, 3})
}

// Repair starts what has ended.
func Repair(m Manager) {
	m.StartAll([]int{1, 2, 3})
}
