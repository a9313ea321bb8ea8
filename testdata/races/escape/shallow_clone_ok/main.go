// race: no

// Each goroutine has a request of its own, and headers of its own, which begin as those of the one that it was made from.
package main

import (
	"maps"
	"sync"
)

type request struct {
	name    string
	headers map[string]string
}

func (r *request) with(name string) *request {
	return &request{name: name, headers: maps.Clone(r.headers)}
}

func (r *request) send() {
	for range 100 {
		r.headers["name"] = r.name
	}
}

type reply struct {
	code int
	tags map[string]int
}

func answer(template *reply) {
	var wg sync.WaitGroup
	for code := range 4 {
		mine := &reply{code: code, tags: template.tags}
		mine.tags = maps.Clone(template.tags)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				mine.tags["code"] = mine.code
			}
		}()
	}
	wg.Wait()
}

func main() {
	template := &request{headers: map[string]string{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		mine := template.with(name)
		wg.Add(1)
		go func() {
			defer wg.Done()
			mine.send()
		}()
	}
	wg.Wait()
	answer(&reply{tags: map[string]int{}})
}
