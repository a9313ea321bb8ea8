// race: yes

// DoChan runs the function in a goroutine.
package main

import "golang.org/x/sync/singleflight"

type cache struct {
	group singleflight.Group
	pages map[string]string
}

func (c *cache) prefetch(url string) <-chan singleflight.Result {
	return c.group.DoChan(url, func() (any, error) {
		c.pages[url] = "page" // want? "GMC00[12]"
		return nil, nil
	})
}

func main() {
	c := &cache{pages: map[string]string{}}
	for range 20 {
		a := c.prefetch("a")
		c.pages["b"] = "page" // want? "GMC00[12]"
		<-a
	}
}
