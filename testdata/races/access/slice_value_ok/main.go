// race: no

// Elements of slice values are written, each by one goroutine: the map is only read.
package main

import "sync"

type matrix struct {
	rows map[string][]float64
}

func (m *matrix) scale(name string, by float64) {
	for i := range m.rows[name] {
		m.rows[name][i] *= by
	}
}

func main() {
	m := &matrix{rows: map[string][]float64{"a": {1, 2}, "b": {3, 4}}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.scale(name, 2)
		}()
	}
	wg.Wait()
}
