// race: no

// Each request gets a clone of the header, and changes that.
package main

import (
	"net/http"
	"sync"
)

type client struct {
	defaults http.Header
}

func (c *client) request(token string) http.Header {
	header := c.defaults.Clone()
	header.Set("Authorization", "Bearer "+token)
	header.Add("Accept", "text/html")
	header.Del("Cookie")
	return header
}

func main() {
	c := &client{defaults: http.Header{"User-Agent": {"test"}}}
	var wg sync.WaitGroup
	for _, token := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = c.request(token).Get("Authorization")
		}()
	}
	wg.Wait()
}
