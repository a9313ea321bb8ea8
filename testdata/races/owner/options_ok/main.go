// race: no

// Functional options write while the object is being made.
package main

import "sync"

type client struct {
	headers map[string]string
}

type option func(*client)

func withHeader(name, value string) option {
	return func(c *client) {
		c.headers[name] = value
	}
}

func newClient(options ...option) *client {
	c := &client{headers: map[string]string{}}
	for _, apply := range options {
		apply(c)
	}
	return c
}

func (c *client) do() int {
	n := 0
	for name := range c.headers {
		n += len(name)
	}
	return n
}

func main() {
	c := newClient(withHeader("Accept", "*/*"), withHeader("X-Id", "1"))
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.do()
		}()
	}
	wg.Wait()
}
