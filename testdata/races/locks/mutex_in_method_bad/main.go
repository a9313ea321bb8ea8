// race: yes

// A mutex declared inside the method excludes nobody.
package main

import "sync"

type ledger struct {
	balances map[string]int
}

func (l *ledger) deposit(account string, amount int) {
	mu := &sync.Mutex{}
	mu.Lock()
	l.balances[account] += amount // want "GMC005"
	mu.Unlock()
}

func main() {
	l := &ledger{balances: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.deposit("cash", 5)
		}()
	}
	wg.Wait()
}
