// race: yes

// The map is a field of an embedded struct, reached by promotion on one side.
package main

import "sync"

type base struct{ attrs map[string]string }

type widget struct {
	*base
	name string
}

func (b *base) set(key, value string) {
	b.attrs[key] = value // want? "GMC00[12]"
}

func (w *widget) get(key string) string {
	return w.attrs[key] // want? "GMC00[12]"
}

func main() {
	w := &widget{base: &base{attrs: map[string]string{}}, name: "w"}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			w.set("color", "red")
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			w.get("color")
		}
	}()
	wg.Wait()
}
