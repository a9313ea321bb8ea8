// race: yes

// The source of maps.Copy is read while another goroutine writes it.
package main

import (
	"maps"
	"sync"
)

type config struct {
	values map[string]string
}

func (c *config) snapshot() map[string]string {
	out := make(map[string]string)
	maps.Copy(out, c.values) // want? "GMC00[12]"
	return out
}

func (c *config) set(key, value string) {
	c.values[key] = value // want? "GMC00[12]"
}

func main() {
	c := &config{values: map[string]string{"a": "1"}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			c.snapshot()
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			c.set("b", "2")
		}
	}()
	wg.Wait()
}
