// race: yes

// A package-level default is handed out and written by whoever got it.
package main

import "sync"

var defaultTags = map[string]string{"env": "prod"}

type span struct{ tags map[string]string }

func newSpan(tags map[string]string) *span {
	if tags == nil {
		tags = defaultTags
	}
	return &span{tags: tags}
}

func (s *span) tag(key, value string) {
	s.tags[key] = value // want:fn "GMC001" a package map that arrives as a default argument
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s := newSpan(nil)
			s.tag("http.status", "200")
		}()
	}
	wg.Wait()
}
