// race: yes

// One goroutine ranges while another stores.
package main

import "sync"

type board struct {
	scores map[string]int
}

func (b *board) total() int {
	sum := 0
	for _, score := range b.scores { // want? "GMC00[12]"
		sum += score
	}
	return sum
}

func (b *board) award(player string, points int) {
	b.scores[player] += points // want? "GMC00[12]"
}

func main() {
	b := &board{scores: map[string]int{"ann": 1}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			b.total()
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			b.award("bob", 2)
		}
	}()
	wg.Wait()
}
