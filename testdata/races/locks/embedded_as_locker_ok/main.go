// race: no

// One mutex, locked by a method of the type that embeds it, and by a function that is given it as a Locker.
package main

import "sync"

type mutex struct{ sync.Mutex }

func (m *mutex) withLock(do func()) {
	m.Lock()
	defer m.Unlock()
	do()
}

func withLock[T any](l sync.Locker, do func() T) T {
	l.Lock()
	defer l.Unlock()
	return do()
}

type listener struct {
	mu      mutex
	workers map[int]int
}

func (l *listener) add(id int) {
	l.mu.withLock(func() { l.workers[id]++ })
}

func (l *listener) count() int {
	return withLock(&l.mu, func() int { return len(l.workers) })
}

func main() {
	l := &listener{workers: map[int]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				l.add(i)
				_ = l.count()
			}
		}()
	}
	wg.Wait()
}
