// Package queue keeps items by name.
package queue

import "sync"

// Queue is a queue.
type Queue struct {
	mu    sync.Mutex
	items map[string]int
}

// New makes one.
func New() *Queue { return &Queue{items: map[string]int{}} }

// AddWithoutLock is for those who have the lock.
func (q *Queue) AddWithoutLock(name string) {
	q.items[name]++
}

// UnlockedCount is for them, too.
func (q *Queue) UnlockedCount(name string) int {
	return q.items[name]
}

// Add adds an item.
func (q *Queue) Add(name string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.AddWithoutLock(name)
}

// Len counts.
func (q *Queue) Len() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items)
}

// After runs an action under the lock.
func (q *Queue) After(action func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if action != nil {
		action()
	}
	delete(q.items, "done")
}
