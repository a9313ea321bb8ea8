// race: no

// An exported method says by its name that its callers hold the lock, and they do.
package main

import (
	"sync"

	"example.com/guard/named_without_lock_ok/queue"
)

type updater struct{ queue *queue.Queue }

func (u *updater) update(name string) {
	u.queue.After(func() {
		if u.queue.UnlockedCount(name) < 10 {
			u.queue.AddWithoutLock(name)
		}
	})
}

func main() {
	u := &updater{queue: queue.New()}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 50 {
				u.update("a")
				u.queue.Add("b")
				u.queue.Len()
			}
		}()
	}
	wg.Wait()
}
