// race: no

// A session comes with the lock of its manager, and gives it back when it ends.
package main

import (
	"sync"

	"example.com/guard/session_holds_lock_ok/manager"
)

type collector struct {
	sources []func() manager.Session
}

func (c *collector) run() {
	var sessions []manager.Session
	for _, start := range c.sources {
		sessions = append(sessions, start())
	}
	for _, session := range sessions {
		session.Each(func(string) {})
		session.Finish()
	}
}

func main() {
	m := manager.New()
	c := &collector{sources: []func() manager.Session{m.Start}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(2)
		go func() {
			defer wg.Done()
			m.Add(name)
			m.Has(name)
			m.Drop(name)
		}()
		go func() {
			defer wg.Done()
			c.run()
		}()
	}
	wg.Wait()
}
