// race: yes

// m[k] = append(m[k], v) reads and writes.
package main

import "sync"

type index struct {
	docs map[string][]int
}

func (ix *index) add(word string, doc int) {
	ix.docs[word] = append(ix.docs[word], doc) // want "GMC001"
}

func main() {
	ix := &index{docs: map[string][]int{}}
	var wg sync.WaitGroup
	for doc := range 8 {
		wg.Add(1)
		go func(doc int) {
			defer wg.Done()
			ix.add("go", doc)
			ix.add("map", doc)
		}(doc)
	}
	wg.Wait()
}
