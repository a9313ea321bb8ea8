// race: no

// Each call decodes an object of its own and hands it to a goroutine.
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
		e.byID[text+strconv.Itoa(n)] = n
	}
}

type pool struct {
	wg sync.WaitGroup
}

func (p *pool) load(text string) (loaded entries, err error) {
	var found entries
	found.decode(text)
	return found, nil
}

func (p *pool) heal(text string) {
	loaded, err := p.load(text)
	if err != nil {
		return
	}
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		for range loaded.byID {
		}
	}()
}

func main() {
	p := &pool{}
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		for n := range 20 {
			p.heal(strconv.Itoa(n))
		}
	}()
	p.wg.Wait()
}
