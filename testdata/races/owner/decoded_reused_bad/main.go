// race: yes

// Each call decodes into the one object of the pool, which the goroutine of the call before still reads.
package main

import (
	"strconv"
	"sync"
)

type entries struct {
	byID map[string]int
}

func (e *entries) decode(text string) {
	if e.byID == nil {
		e.byID = map[string]int{}
	}
	for n := range 50 {
		e.byID[text+strconv.Itoa(n)] = n // want?:fn "GMC00[12]" the goroutine of one round against the next round of its starter
	}
}

type pool struct {
	wg     sync.WaitGroup
	loaded entries
}

func (p *pool) heal(text string) {
	p.loaded.decode(text)
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		for range p.loaded.byID { // want?:fn "GMC002" the same
		}
	}()
}

func main() {
	p := &pool{}
	for n := range 20 {
		p.heal(strconv.Itoa(n))
	}
	p.wg.Wait()
}
