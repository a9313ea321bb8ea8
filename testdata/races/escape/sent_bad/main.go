// race: yes

// The map is sent to subscribers and goes on being written.
package main

import "sync"

type feed struct {
	mu     sync.Mutex
	prices map[string]int
	out    chan map[string]int
}

func (f *feed) update(symbol string, price int) {
	f.mu.Lock()
	f.prices[symbol] = price // want? "GMC00[1246]"
	f.mu.Unlock()
	f.out <- f.prices // want? "GMC006"
}

func (f *feed) subscribe(wg *sync.WaitGroup) {
	defer wg.Done()
	for prices := range f.out {
		_ = prices["go"] // want? "GMC00[246]"
	}
}

func main() {
	f := &feed{prices: map[string]int{}, out: make(chan map[string]int)}
	var wg sync.WaitGroup
	wg.Add(1)
	go f.subscribe(&wg)
	for i := range 100 {
		f.update("go", i)
	}
	close(f.out)
	wg.Wait()
}
