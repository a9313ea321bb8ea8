// race: no

// The first who comes finds the flag, or the channel, unset under the lock and sets it: there is one goroutine of each kind.
package main

import "sync"

type group struct {
	mu       sync.Mutex
	managing bool
	done     chan struct{}
	using    map[string]int
	seen     map[string]int
	sent     map[string]int
	ended    sync.WaitGroup
}

func (g *group) find(topics []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, topic := range topics {
		g.using[topic]++
	}
	if !g.managing {
		g.managing = true
		g.ended.Add(1)
		go g.manage()
		return
	}
	g.using["again"]++
}

func (g *group) manage() {
	defer g.ended.Done()
	for range 100 {
		g.seen["a"]++
	}
}

func (g *group) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.done != nil {
		return
	}
	g.done = make(chan struct{})
	go g.send(g.done)
}

func (g *group) send(done chan struct{}) {
	defer close(done)
	for range 100 {
		g.sent["a"]++
	}
}

func (g *group) loop(topics chan []string) {
	for topic := range topics {
		g.open()
		g.find(topic)
	}
}

func main() {
	g := &group{using: map[string]int{}, seen: map[string]int{}, sent: map[string]int{}}
	topics := make(chan []string)
	go g.loop(topics)
	for range 10 {
		topics <- []string{"a"}
	}
	close(topics)
	g.ended.Wait()
	<-g.done
}
