// race: yes

// A value is changed by a function that it is given to, before the literal that a mutex of its own type runs.
package main

import "sync"

type mutex struct{ sync.Mutex }

func (m *mutex) withLock(do func()) {
	m.Lock()
	defer m.Unlock()
	do()
}

type value[T any] struct {
	mu mutex
	v  T
}

func (v *value[T]) change(change func(old T) T) {
	next := change(v.v)
	v.mu.withLock(func() {
		v.v = next
	})
}

type state struct {
	calls   int
	pending map[int]bool
}

type client struct {
	state *value[*state]
}

func (c *client) enter() (id int) {
	c.state.change(func(old *state) *state {
		next := *old
		next.calls++
		id = next.calls
		next.pending[id] = true // want "GMC001"
		return &next
	})
	return id
}

func (c *client) leave(id int) {
	c.state.change(func(old *state) *state {
		delete(old.pending, id)
		return old
	})
}

func main() {
	c := &client{state: &value[*state]{v: &state{pending: map[int]bool{}}}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2000 {
				c.leave(c.enter())
			}
		}()
	}
	wg.Wait()
}
