// race: no

// Whenever the manager comes to lead it makes a reaper, keeps it in a field, and starts it.
package main

import "sync"

type reaper struct {
	stop  chan struct{}
	dirty map[int]int
}

func newReaper() *reaper {
	return &reaper{stop: make(chan struct{}), dirty: map[int]int{}}
}

func (r *reaper) run(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := range 20000 {
		select {
		case <-r.stop:
			return
		default:
			r.dirty[i%10]++
		}
	}
}

type manager struct {
	reaper *reaper
	wg     sync.WaitGroup
}

func (m *manager) lead() {
	m.reaper = newReaper()
	m.wg.Add(1)
	go func(r *reaper) { r.run(&m.wg) }(m.reaper)
}

func (m *manager) follow() {
	close(m.reaper.stop)
	m.reaper = nil
}

func (m *manager) events(leads []bool) {
	for _, lead := range leads {
		if lead {
			m.lead()
		} else {
			m.follow()
		}
	}
	m.wg.Wait()
}

func main() {
	m := &manager{}
	m.events([]bool{true, false, true, false, true})
}
