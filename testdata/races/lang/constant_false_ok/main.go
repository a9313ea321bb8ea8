// race: no
// What stands behind a constant that is false is in no program: the maps are kept for those who look for a bug.
package main

import (
	"fmt"
	"sync"

	"example.com/lang/constant_false_ok/build"
)

const debug = false

type pool struct {
	mu    sync.Mutex
	n     int
	last  map[int]string
	opens map[int]string
	seen  map[int]int
	calls map[string]int
}

func (p *pool) put(n int) {
	p.mu.Lock()
	if n < 0 {
		p.mu.Unlock()
		if debug {
			fmt.Println(p.last[n])
		}
		return
	}
	if debug {
		p.last[n] = "put"
	}
	p.n++
	p.mu.Unlock()
	if build.Checks {
		p.opens[n] = "open"
	}
	if !debug {
		return
	}
	p.seen[n]++
}

func (p *pool) get(n int) int {
	const counted = debug
	if n > 100 && counted || debug && p.calls["get"] > 0 {
		p.calls["get"]++
	}
	return n
}

func main() {
	p := &pool{last: map[int]string{}, opens: map[int]string{}, seen: map[int]int{}, calls: map[string]int{}}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.put(-1)
			p.put(i)
			p.get(i)
		}()
	}
	wg.Wait()
	fmt.Println(p.n)
}
