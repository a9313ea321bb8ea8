// race: yes

// The dispatcher looks at the first job in the list, but does not take it out: its goroutines have one job.
package main

import "sync"

type job struct{ meta map[string]string }

func (j *job) run() {
	for range 50 {
		j.meta["state"] = "running" // want? "GMC001"
	}
}

type dispatcher struct {
	wg      sync.WaitGroup
	waiting []*job
	done    []*job
}

func (d *dispatcher) fromList() {
	for range 8 {
		j := d.waiting[0]
		d.done = d.done[:0]
		j.meta["state"] = "taken" // want? "GMC001"
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			j.run()
		}()
	}
}

func main() {
	d := &dispatcher{waiting: []*job{{map[string]string{}}}}
	d.fromList()
	d.wg.Wait()
}
