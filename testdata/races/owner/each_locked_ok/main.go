// race: no

// Each worker resets all players of the one list; each player has a mutex for its scores.
package main

import "sync"

type player struct {
	mu     sync.Mutex
	scores map[int]int
}

func (p *player) reset(round int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.scores[round] = 0
}

var players = []*player{{scores: map[int]int{}}, {scores: map[int]int{}}}

func resetAll() {
	for round := range 100 {
		for i := range players {
			players[i].reset(round)
		}
		for _, p := range players {
			p.mu.Lock()
			p.scores[round]++
			p.mu.Unlock()
		}
	}
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resetAll()
		}()
	}
	wg.Wait()
}
