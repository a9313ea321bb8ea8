// race: yes

// Whenever the manager comes to lead it starts the reaper that it has had from the beginning.
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
			r.dirty[i%10]++ // want "GMC001"
		}
	}
}

type manager struct {
	reaper *reaper
	wg     sync.WaitGroup
}

func (m *manager) lead() {
	m.wg.Add(1)
	go func(r *reaper) { r.run(&m.wg) }(m.reaper)
}

func (m *manager) follow() {
	select {
	case m.reaper.stop <- struct{}{}:
	default:
	}
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
	m := &manager{reaper: newReaper()}
	m.events([]bool{true, false, true, false, true})
}
