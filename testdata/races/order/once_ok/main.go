// race: no

// sync.Once orders the filling before every use.
package main

import "sync"

type countries struct {
	once  sync.Once
	names map[string]string
}

func (c *countries) load() {
	c.names = make(map[string]string)
	c.names["de"] = "Germany"
	c.names["fr"] = "France"
}

func (c *countries) name(code string) string {
	c.once.Do(c.load)
	return c.names[code]
}

func main() {
	c := &countries{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.name("de")
		}()
	}
	wg.Wait()
}
