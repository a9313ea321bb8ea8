// race: no

// Each round of a dispatcher takes a job out of somewhere, prepares it, and then starts it: the goroutines of earlier rounds have other jobs.
package main

import (
	"container/list"
	"sync"
)

type job struct {
	next *job
	meta map[string]string
}

func (j *job) prepare() { j.meta["state"] = "prepared" }

func (j *job) run() {
	for range 50 {
		j.meta["state"] = "running"
	}
}

type dispatcher struct {
	wg      sync.WaitGroup
	waiting []*job
	arrived chan *job
	recent  *list.List
}

func (d *dispatcher) start(j *job) {
	d.wg.Add(1)
	go func() {
		defer d.wg.Done()
		j.run()
	}()
}

func (d *dispatcher) fromList() {
	for len(d.waiting) > 0 {
		j := d.waiting[0]
		d.waiting = d.waiting[1:]
		j.meta["state"] = "taken"
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			j.meta["state"] = "running"
		}()
	}
}

func (d *dispatcher) pop() *job {
	if len(d.waiting) == 0 {
		return nil
	}
	j := d.waiting[0]
	d.waiting = d.waiting[1:]
	return j
}

func (d *dispatcher) byMethod() {
	for j := d.pop(); j != nil; j = d.pop() {
		j.prepare()
		d.start(j)
	}
}

func (d *dispatcher) ranged() {
	for j := range d.arrived {
		j.prepare()
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			j.run()
		}()
	}
}

func (d *dispatcher) received(n int) {
	for range n {
		select {
		case j := <-d.arrived:
			j.meta["state"] = "received"
			d.wg.Add(1)
			go func() {
				defer d.wg.Done()
				j.run()
			}()
		}
	}
}

func (d *dispatcher) removed() {
	for d.recent.Len() > 0 {
		j := d.recent.Remove(d.recent.Front()).(*job)
		j.meta["state"] = "removed"
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			j.run()
		}()
	}
}

func (d *dispatcher) linked(first *job) {
	for j := first; j != nil; j = j.next {
		j.meta["state"] = "linked"
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			j.run()
		}()
	}
}

func newJob(next *job) *job { return &job{next, map[string]string{}} }

func (d *dispatcher) fill(n int) {
	for range n {
		d.waiting = append(d.waiting, newJob(nil))
	}
}

func (d *dispatcher) send(n int) {
	for range n {
		d.arrived <- newJob(nil)
	}
}

func main() {
	d := &dispatcher{arrived: make(chan *job), recent: list.New()}
	d.fill(8)
	d.fromList()
	d.fill(8)
	d.byMethod()
	go d.send(8)
	d.received(8)
	go func() {
		d.send(8)
		close(d.arrived)
	}()
	d.ranged()
	for range 8 {
		d.recent.PushBack(newJob(nil))
	}
	d.removed()
	d.linked(newJob(newJob(newJob(nil))))
	d.wg.Wait()
}
