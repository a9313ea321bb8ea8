// race: yes

// An exported method leaves the lock to its callers, and one of them forgets it.
package main

import "sync"

type Queue struct {
	mu     sync.Mutex
	topics map[string]int
}

func (q *Queue) Add(name string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.topics[name]++ // want? "GMC00[24]"
}

func (q *Queue) Has(name string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.topics[name] > 0 // want? "GMC00[24]"
}

// Names lists what there is.
func (q *Queue) Names() []string {
	var names []string
	for name := range q.topics { // want? "GMC00[24]"
		names = append(names, name)
	}
	return names
}

func (q *Queue) Save() int {
	return len(q.Names())
}

func main() {
	q := &Queue{topics: map[string]int{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				q.Add(name)
				q.Has(name)
				q.Save()
			}
		}()
	}
	wg.Wait()
}
