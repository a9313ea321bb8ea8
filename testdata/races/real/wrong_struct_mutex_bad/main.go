// race: yes

// Two structs have a mutex of the same name; the map's is not the one that is held.
package main

import (
	"sync"
	"time"
)

type topic struct {
	mu   sync.Mutex
	subs map[int]chan string
}

type broker struct {
	mu     sync.Mutex
	topics map[string]*topic
}

func (b *broker) topic(name string) *topic {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := b.topics[name]
	if t == nil {
		t = &topic{subs: map[int]chan string{}}
		b.topics[name] = t
	}
	return t
}

func (b *broker) subscribe(name string, id int) {
	t := b.topic(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs[id] = make(chan string, 1) // want? "GMC005"
}

func (b *broker) unsubscribe(name string, id int) {
	t := b.topic(name)
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(t.subs, id) // want? "GMC005"
}

func main() {
	b := &broker{topics: map[string]*topic{}}
	b.topic("t")
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for id := range 200 {
			b.subscribe("t", id)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	go func() {
		defer wg.Done()
		for id := range 200 {
			b.unsubscribe("t", id)
			time.Sleep(10 * time.Microsecond)
		}
	}()
	wg.Wait()
}
