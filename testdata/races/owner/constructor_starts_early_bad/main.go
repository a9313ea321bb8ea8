// race: yes

// The constructor starts the goroutine, then goes on filling the map.
package main

import "sync"

type monitor struct {
	wg     sync.WaitGroup
	checks map[string]func() bool
}

func newMonitor() *monitor {
	m := &monitor{checks: make(map[string]func() bool)}
	m.wg.Add(1)
	go m.loop()
	m.checks["disk"] = func() bool { return true } // want? "GMC00[12]"
	return m
}

func (m *monitor) loop() {
	defer m.wg.Done()
	for _, check := range m.checks { // want? "GMC00[12]"
		check()
	}
}

func main() {
	for range 20 {
		newMonitor().wg.Wait()
	}
}
