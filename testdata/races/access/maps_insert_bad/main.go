// race: yes

// maps.Insert and maps.DeleteFunc write.
package main

import (
	"maps"
	"sync"
)

type inventory struct {
	stock map[string]int
}

func (v *inventory) restock(delivery map[string]int) {
	maps.Insert(v.stock, maps.All(delivery)) // want? "GMC001"
}

func (v *inventory) dropEmpty() {
	maps.DeleteFunc(v.stock, func(_ string, n int) bool { return n == 0 }) // want? "GMC001"
}

func main() {
	v := &inventory{stock: map[string]int{"nut": 0}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			v.restock(map[string]int{"bolt": 3})
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			v.dropEmpty()
		}
	}()
	wg.Wait()
}
