// race: yes

// len reads the map: a race, though never a fatal error.
package main

import "sync"

type pool struct {
	conns map[int]bool
}

func (p *pool) add(id int) {
	p.conns[id] = true // want? "GMC00[12]"
}

func (p *pool) size() int {
	return len(p.conns) // want? "GMC00[12]"
}

func main() {
	p := &pool{conns: map[int]bool{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 200 {
			p.add(i)
		}
	}()
	go func() {
		defer wg.Done()
		for range 200 {
			_ = p.size()
		}
	}()
	wg.Wait()
}
