// race: yes

// Each process has a state of its own: that it never runs beside itself keeps no other process out of the node's map.
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

type process struct{ state int32 }

func (p *process) run(n *node) {
	if atomic.CompareAndSwapInt32(&p.state, int32(asleep), int32(running)) == false {
		return
	}
	go func() {
		for range 100 {
			n.counts["steps"]++ // want "GMC001"
		}
		atomic.StoreInt32(&p.state, int32(asleep))
	}()
}

type node struct {
	processes sync.Map
	counts    map[string]int
}

func (n *node) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	found, ok := n.processes.Load(r.URL.Path)
	if !ok {
		return
	}
	p := found.(*process)
	p.run(n)
}

func main() {
	n := &node{counts: map[string]int{}}
	paths := []string{"/a", "/b", "/c", "/d"}
	for _, path := range paths {
		n.processes.Store(path, &process{state: int32(asleep)})
	}
	server := httptest.NewServer(n)
	defer server.Close()
	var all sync.WaitGroup
	for _, path := range paths {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 50 {
				if answer, err := http.Get(server.URL + path); err == nil {
					_ = answer.Body.Close()
				}
			}
		}()
	}
	all.Wait()
}
