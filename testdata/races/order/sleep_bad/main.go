// race: yes

// Sleeping is not waiting.
package main

import "time"

type probe struct {
	results map[string]bool
}

func (p *probe) run(host string) {
	p.results[host] = true // want? "GMC00[12]"
}

func main() {
	p := &probe{results: map[string]bool{}}
	go p.run("a")
	time.Sleep(50 * time.Millisecond)
	_ = p.results["a"] // want? "GMC00[12]"
}
