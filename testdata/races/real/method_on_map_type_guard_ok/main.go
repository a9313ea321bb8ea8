// race: no

// Methods of a map type rely on the lock of the struct that holds the map.
package main

import "sync"

type rates map[string]float64

func (r rates) update(code string, rate float64) { r[code] = rate }

func (r rates) best() (code string) {
	for c, rate := range r {
		if code == "" || rate > r[code] {
			code = c
		}
	}
	return code
}

type market struct {
	mu    sync.Mutex
	rates rates
}

func (m *market) tick(code string, rate float64) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rates.update(code, rate)
	return m.rates.best()
}

func main() {
	m := &market{rates: rates{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.tick("EUR", float64(i))
		}()
	}
	wg.Wait()
}
