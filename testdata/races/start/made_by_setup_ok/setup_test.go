// race: no

// A literal that sets things up, as a framework for tests would run it, gives a double of its own to what it makes and starts.
package setup

import "testing"

type double struct {
	links map[int]bool
}

func (d *double) Links() int {
	return len(d.links)
}

func (d *double) add(link int) {
	d.links[link] = true
}

func TestWatch(t *testing.T) {
	var d *double
	var w *Watcher
	before := func() {
		d = &double{links: map[int]bool{}}
		w = New(&double{links: map[int]bool{}})
		go w.Watch()
	}
	before()
	for link := range 3000 {
		d.add(link)
	}
	w.Wait()
}
