// race: no

// The body of a range over a function runs in the goroutine of the loop.
package main

import "iter"

type page struct{ links []string }

func (p *page) each() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, link := range p.links {
			if !yield(i, link) {
				return
			}
		}
	}
}

func main() {
	p := &page{links: []string{"/a", "/b"}}
	targets := map[string]int{}
	for i, link := range p.each() {
		targets[link] = i
	}
	targets["last"] = len(targets)
}
