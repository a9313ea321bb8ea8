// race: yes

// RLocker's Lock is the read lock.
package main

import "sync"

type board struct {
	mu     sync.RWMutex
	scores map[string]int
}

func (b *board) bump(player string) {
	lock := b.mu.RLocker()
	lock.Lock()
	defer lock.Unlock()
	b.scores[player]++ // want "GMC003"
}

func (b *board) reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.scores)
}

func main() {
	b := &board{scores: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				b.bump("ann")
			}
		}()
	}
	wg.Wait()
	b.reset()
}
