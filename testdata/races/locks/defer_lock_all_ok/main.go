// race: no

// defer s.lockAll()() locks now and unlocks at the end.
package main

import "sync"

type pair struct {
	leftMu, rightMu sync.Mutex
	left, right     map[string]int
}

func (p *pair) lockAll() func() {
	p.leftMu.Lock()
	p.rightMu.Lock()
	return func() {
		p.rightMu.Unlock()
		p.leftMu.Unlock()
	}
}

func (p *pair) move(key string) {
	defer p.lockAll()()
	p.right[key] = p.left[key]
	delete(p.left, key)
}

func (p *pair) put(key string, n int) {
	unlock := p.lockAll()
	defer unlock()
	p.left[key] = n
}

func main() {
	p := &pair{left: map[string]int{}, right: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.put("a", i)
			p.move("a")
		}()
	}
	wg.Wait()
}
