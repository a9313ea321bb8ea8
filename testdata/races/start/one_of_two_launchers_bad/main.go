// race: yes

// Behind an interface there are two ways to run a function; each round of the loop takes one of them, and all work on the first element.
package main

import "sync"

type group interface {
	Go(f func())
	Wait()
}

type parallel struct {
	all  sync.WaitGroup
	slot chan bool
}

func (p *parallel) Go(f func()) {
	p.all.Add(1)
	go func() {
		p.slot <- true
		f()
		<-p.slot
		p.all.Done()
	}()
}

func (p *parallel) Wait() {
	p.all.Wait()
}

type careful struct {
	all   sync.WaitGroup
	mu    sync.Mutex
	count int
}

func (c *careful) Go(f func()) {
	c.all.Add(1)
	go func() {
		defer c.all.Done()
		f()
		c.mu.Lock()
		c.count++
		c.mu.Unlock()
	}()
}

func (c *careful) Wait() {
	c.all.Wait()
}

func newGroup(count bool) group {
	if count {
		return &careful{}
	}
	return &parallel{slot: make(chan bool, 4)}
}

type artifact struct {
	name  string
	extra map[string]string
}

func main() {
	for _, count := range []bool{false, true} {
		list := artifacts()
		first := list[0]
		g := newGroup(count)
		for _, a := range list {
			g.Go(func() {
				first.extra[a.name] = "x" // want "GMC001"
			})
		}
		g.Wait()
	}
}

func artifacts() []*artifact {
	var list []*artifact
	for range 4 {
		list = append(list, &artifact{extra: map[string]string{}})
	}
	return list
}
