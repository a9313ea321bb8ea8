// race: yes

// The project's own map type hides the write in a method.
package main

import "sync"

type job struct {
	tags tagSet
}

func (j *job) label(tag string, wg *sync.WaitGroup) {
	defer wg.Done()
	j.tags.add(tag) // want? "GMC001"
}

func main() {
	j := &job{tags: tagSet{}}
	var wg sync.WaitGroup
	for _, tag := range []string{"a", "b", "c"} {
		wg.Add(1)
		go j.label(tag, &wg)
	}
	wg.Wait()
}
