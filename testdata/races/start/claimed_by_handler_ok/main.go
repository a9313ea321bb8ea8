// race: no

// Whoever has something for a process wakes it, unless it runs already: its goroutine never runs beside another of the same process.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
)

type state int

const (
	asleep  state = 1
	running state = 2
)

type behavior interface{ step() }

type process struct {
	state    int32
	behavior behavior
}

func (p *process) run() {
	if atomic.CompareAndSwapInt32(&p.state, int32(asleep), int32(running)) == false {
		return
	}
	go func() {
	next:
		p.behavior.step()
		if atomic.CompareAndSwapInt32(&p.state, int32(running), int32(asleep)) == false {
			return
		}
		if len(inbox) == 0 {
			return
		}
		if atomic.CompareAndSwapInt32(&p.state, int32(asleep), int32(running)) == false {
			return
		}
		goto next
	}()
}

var inbox = make(chan string, 1000)

type counter struct{ counts map[string]int }

func (c *counter) step() {
	for {
		select {
		case name := <-inbox:
			c.counts[name]++
		default:
			return
		}
	}
}

type node struct{ processes sync.Map }

func (n *node) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	found, ok := n.processes.Load(r.URL.Path)
	if !ok {
		return
	}
	inbox <- r.Method
	p := found.(*process)
	p.run()
}

func main() {
	n := &node{}
	n.processes.Store("/a", &process{state: int32(asleep), behavior: &counter{counts: map[string]int{}}})
	server := httptest.NewServer(n)
	defer server.Close()
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 50 {
				if answer, err := http.Get(server.URL + "/a"); err == nil {
					_ = answer.Body.Close()
				}
			}
		}()
	}
	all.Wait()
}
