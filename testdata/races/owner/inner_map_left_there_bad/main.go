// race: yes

// The inner map stays where others find it.
package main

import "sync"

type tracker struct {
	mu      sync.Mutex
	pollers map[string]map[int]func()
}

func (t *tracker) add(worker string, id int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pollers[worker] == nil {
		t.pollers[worker] = map[int]func(){}
	}
	t.pollers[worker][id] = func() {}
}

func (t *tracker) remove(worker string, id int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.pollers[worker], id)
}

func (t *tracker) cancel(worker string) {
	t.mu.Lock()
	found := t.pollers[worker]
	t.mu.Unlock()
	for _, stop := range found { // want "GMC00[45]"
		stop()
	}
}

func main() {
	t := &tracker{pollers: map[string]map[int]func(){}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range 500 {
				t.add("w", i*1000+n%8)
				t.remove("w", i*1000+(n+3)%8)
				t.cancel("w")
			}
		}()
	}
	wg.Wait()
}
