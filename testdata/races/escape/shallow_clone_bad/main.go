// race: yes

// Each goroutine has a request of its own, but all have the headers of the one that it was made from.
package main

import "sync"

type request struct {
	name    string
	headers map[string]string
}

func (r *request) with(name string) *request {
	return &request{name: name, headers: r.headers}
}

func (r *request) send() {
	for range 100 {
		r.headers["name"] = r.name // want "GMC001"
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
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				mine.tags["code"] = mine.code // want "GMC001"
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
