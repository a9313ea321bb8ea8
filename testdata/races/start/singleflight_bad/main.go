// race: yes

// singleflight lets different keys run at once, each in its caller's goroutine.
package main

import (
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

func fetch(url string) string {
	time.Sleep(time.Millisecond)
	return "page " + url
}

type cache struct {
	group singleflight.Group
	pages map[string]string
}

func (c *cache) get(url string) string {
	v, _, _ := c.group.Do(url, func() (any, error) {
		page := fetch(url)
		c.pages[url] = page // want "GMC00[15]"
		return page, nil
	})
	return v.(string)
}

func main() {
	c := &cache{pages: map[string]string{}}
	var wg sync.WaitGroup
	for _, url := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.get(url)
		}()
	}
	wg.Wait()
}
