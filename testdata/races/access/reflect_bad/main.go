// race: yes

// reflect.Value.SetMapIndex writes, reflect.DeepEqual reads.
package main

import (
	"reflect"
	"sync"
)

type bag struct {
	attrs map[string]int
}

func (b *bag) set(name string, n int) {
	reflect.ValueOf(b.attrs).SetMapIndex(reflect.ValueOf(name), reflect.ValueOf(n)) // want?:fn "GMC00[12]" maps behind reflect are not followed
}

func (b *bag) same(other map[string]int) bool {
	return reflect.DeepEqual(b.attrs, other) // want?:fn "GMC00[12]" maps behind reflect are not followed
}

func main() {
	b := &bag{attrs: map[string]int{"a": 1}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 50 {
			b.set("a", i)
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			b.same(map[string]int{"a": 1})
		}
	}()
	wg.Wait()
}
