// race: yes

// A function is handed on through several layers, and called at once, in whichever goroutine that is.
package main

import "sync"

type queue struct {
	jobs chan job
}

type job struct {
	run func()
}

func (q *queue) put(f func()) {
	f()
}

func (q *queue) Update(f func()) {
	q.put(f)
}

func (q *queue) serve() {
	for j := range q.jobs {
		j.run()
	}
}

type gui struct {
	queue *queue
}

func (g *gui) onLoop(f func()) {
	g.queue.Update(func() {
		f()
	})
}

type common interface {
	OnLoop(f func())
}

type guiCommon struct {
	gui *gui
}

func (c *guiCommon) OnLoop(f func()) {
	c.gui.onLoop(f)
}

type helper struct {
	c common
}

func (h *helper) onLoop(f func()) {
	h.c.OnLoop(f)
}

func (h *helper) refresh(icons map[string]int) {
	h.onLoop(func() {
		for range 100 {
			icons["a"]++ // want "GMC001"
		}
	})
}

func main() {
	q := &queue{jobs: make(chan job)}
	h := &helper{c: &guiCommon{gui: &gui{queue: q}}}
	icons := map[string]int{}
	var served, all sync.WaitGroup
	served.Add(1)
	go func() {
		defer served.Done()
		q.serve()
	}()
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			h.refresh(icons)
		}()
	}
	all.Wait()
	close(q.jobs)
	served.Wait()
}
