// race: yes

// One case of a switch unlocks and falls through to the write.
package main

import "sync"

type machine struct {
	mu    sync.Mutex
	state map[string]int
}

func (m *machine) step(event string, kind int) {
	m.mu.Lock()
	switch kind {
	case 0:
		m.mu.Unlock()
		return
	case 1:
		m.mu.Unlock()
		fallthrough
	case 2:
		if kind == 2 {
			m.mu.Unlock()
		}
		m.state[event] = kind // want:fn "GMC00[14]" a lock held on some paths only counts as held
		return
	}
	m.state[event] = -1
	m.mu.Unlock()
}

func main() {
	m := &machine{state: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				m.step("e", i)
			}
		}()
	}
	wg.Wait()
}
