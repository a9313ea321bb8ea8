// race: yes

// One mutex is locked by a method of the type that embeds it, and another by a function that is given it as a Locker.
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
	stats   sync.Mutex
	workers map[int]int
}

func (l *listener) add(id int) {
	l.mu.withLock(func() { l.workers[id]++ }) // want "GMC005"
}

func (l *listener) count() int {
	return withLock(&l.stats, func() int { return l.workers[0] })
}

func main() {
	l := &listener{workers: map[int]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for range 20000 {
				l.add(i)
			}
		}()
		go func() {
			defer wg.Done()
			for range 20000 {
				_ = l.count()
			}
		}()
	}
	wg.Wait()
}
