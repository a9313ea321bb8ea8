// race: yes

// Formatting a map reads it.
package main

import (
	"fmt"
	"sync"
)

type peers struct {
	byID map[int]string
}

func (p *peers) String() string {
	return fmt.Sprintf("peers %v", p.byID) // want? "GMC00[12]"
}

func (p *peers) join(id int, name string) {
	p.byID[id] = name // want? "GMC00[12]"
}

func main() {
	p := &peers{byID: map[int]string{0: "self"}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			_ = p.String()
		}
	}()
	go func() {
		defer wg.Done()
		for i := range 50 {
			p.join(i, "peer")
		}
	}()
	wg.Wait()
}
