// race: yes

// One method forgets to go through the Once.
package main

import "sync"

type countries struct {
	once  sync.Once
	names map[string]string
}

func newCountries() *countries {
	return &countries{names: make(map[string]string)}
}

func (c *countries) load() {
	c.names["de"] = "Germany" // want? "GMC00[12]"
}

func (c *countries) name(code string) string {
	c.once.Do(c.load)
	return c.names[code]
}

func (c *countries) known(code string) bool {
	_, ok := c.names[code] // want? "GMC00[12]"
	return ok
}

func main() {
	for range 20 {
		c := newCountries()
		var wg sync.WaitGroup
		wg.Add(2)
		go func() {
			defer wg.Done()
			c.name("de")
		}()
		go func() {
			defer wg.Done()
			c.known("de")
		}()
		wg.Wait()
	}
}
