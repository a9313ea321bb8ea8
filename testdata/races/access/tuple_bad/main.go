// race: yes

// A map element among several assigned operands.
package main

import (
	"strconv"
	"sync"
)

type parsed struct {
	values map[string]int
	valid  map[string]bool
}

func (p *parsed) number(text string) {
	var err error
	p.values[text], err = strconv.Atoi(text) // want "GMC001"
	_, p.valid[text] = 0, err == nil         // want "GMC001"
}

func main() {
	p := &parsed{values: map[string]int{}, valid: map[string]bool{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.number(strconv.Itoa(i))
		}()
	}
	wg.Wait()
}
