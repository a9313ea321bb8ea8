// race: yes

// The map's type is an alias, the field's type an alias of that.
package main

import "sync"

type rawLabels = map[string]string

type labels = rawLabels

type pod struct {
	labels labels
}

func (p *pod) set(name, value string) {
	p.labels[name] = value // want "GMC001"
}

func main() {
	p := &pod{labels: labels{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.set(name, "x")
		}()
	}
	wg.Wait()
}
