// race: no

// Two structs, two mutexes, each around its own map.
package main

import "sync"

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
	t, ok := b.topics[name]
	if !ok {
		t = &topic{subs: map[int]chan string{}}
		b.topics[name] = t
	}
	return t
}

func (b *broker) subscribe(name string, id int) {
	t := b.topic(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs[id] = make(chan string, 1)
}

func (b *broker) publish(name, text string) {
	t := b.topic(name)
	t.mu.Lock()
	defer t.mu.Unlock()
	for id, sub := range t.subs {
		select {
		case sub <- text:
		default:
			delete(t.subs, id)
		}
	}
}

func main() {
	b := &broker{topics: map[string]*topic{}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.subscribe("t", id)
			b.publish("t", "hi")
		}()
	}
	wg.Wait()
}
