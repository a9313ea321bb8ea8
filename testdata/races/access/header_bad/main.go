// race: yes

// http.Header is a map; Set writes it, Get reads it.
package main

import (
	"net/http"
	"sync"
)

type client struct {
	defaults http.Header
}

func (c *client) authorize(token string) {
	c.defaults.Set("Authorization", "Bearer "+token) // want? "GMC00[12]"
}

func (c *client) token() string {
	return c.defaults.Get("Authorization") // want? "GMC00[12]"
}

func main() {
	c := &client{defaults: http.Header{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			c.authorize("t")
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			c.token()
		}
	}()
	wg.Wait()
}
