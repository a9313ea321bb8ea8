// race: yes

// Each worker resets all players of the one list, by a method of theirs.
package main

import "sync"

type player struct {
	scores map[int]int
}

func (p *player) reset(round int) {
	p.scores[round] = 0 // want "GMC001"
}

var players = []*player{{scores: map[int]int{}}, {scores: map[int]int{}}}

func resetAll() {
	for round := range 100 {
		for i := range players {
			players[i].reset(round)
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
