// race: no

// The lock is a sync.Locker that the constructor is given.
package main

import "sync"

type journal struct {
	lock    sync.Locker
	entries map[int]string
}

func newJournal(lock sync.Locker) *journal {
	return &journal{lock: lock, entries: make(map[int]string)}
}

func (j *journal) write(id int, text string) {
	j.lock.Lock()
	defer j.lock.Unlock()
	j.entries[id] = text
}

func main() {
	j := newJournal(&sync.Mutex{})
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			j.write(id, "x")
		}()
	}
	wg.Wait()
}
