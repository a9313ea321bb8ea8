// race: yes
// Constants that are true, the other branch of one that is false, and a variable that is false to begin with.
package main

import (
	"fmt"
	"os"
	"sync"

	"example.com/lang/constant_true_bad/build"
)

const debug = false

var verbose = false

type pool struct {
	last  map[int]string
	opens map[int]string
	seen  map[int]int
	calls map[string]int
}

func (p *pool) put(n int) {
	if debug {
		fmt.Println(n)
	} else {
		p.last[n] = "put" // want "pool.last"
	}
	if build.Fast {
		p.opens[n] = "open" // want "pool.opens"
	}
	if debug && !build.Fast {
		return
	}
	p.seen[n]++ // want "pool.seen"
}

func (p *pool) get() {
	if verbose || debug {
		p.calls["get"]++ // want "pool.calls"
	}
}

func main() {
	verbose = len(os.Args) > 0
	p := &pool{last: map[int]string{}, opens: map[int]string{}, seen: map[int]int{}, calls: map[string]int{}}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.put(i)
			p.get()
		}()
	}
	wg.Wait()
}
