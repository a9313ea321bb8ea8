// race: no

// Reading a nil map is fine, from anywhere.
package main

import "sync"

type options struct {
	overrides map[string]string
}

func (o *options) get(name, fallback string) string {
	if value, ok := o.overrides[name]; ok {
		return value
	}
	return fallback
}

func main() {
	o := &options{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			o.get("color", "auto")
			for range o.overrides {
				panic("nil map has an element")
			}
		}()
	}
	wg.Wait()
}
