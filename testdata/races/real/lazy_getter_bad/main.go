// race: yes

// A lazy cache in something that looks read-only.
package main

import (
	"strings"
	"sync"
)

type page struct {
	params map[string]string
	lower  map[string]string
}

// Param looks like a read.
func (p *page) Param(name string) string {
	if v, ok := p.lower[name]; ok { // want? "GMC00[12]"
		return v
	}
	for key, value := range p.params {
		if strings.EqualFold(key, name) {
			p.lower[name] = value // want? "GMC00[12]"
			return value
		}
	}
	return ""
}

func main() {
	p := &page{params: map[string]string{"Title": "x"}, lower: map[string]string{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.Param("title")
		}()
	}
	wg.Wait()
}
