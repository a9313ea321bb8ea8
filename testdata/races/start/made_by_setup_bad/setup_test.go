// race: yes

// A literal that sets things up, as a framework for tests would run it, gives the test's double to what it makes and starts.
package setup

import "testing"

type double struct {
	links map[int]bool
}

func (d *double) Links() int {
	return len(d.links) // want? "GMC00"
}

func (d *double) add(link int) {
	d.links[link] = true // want? "GMC00"
}

func TestWatch(t *testing.T) {
	var d *double
	var w *Watcher
	before := func() {
		d = &double{links: map[int]bool{}}
		w = New(d)
		go w.Watch()
	}
	before()
	for link := range 3000 {
		d.add(link)
	}
	w.Wait()
}
