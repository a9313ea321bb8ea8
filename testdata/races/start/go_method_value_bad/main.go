// race: yes

// A method value is started.
package main

import "sync"

type indexer struct {
	wg    sync.WaitGroup
	terms map[string]int
}

func (ix *indexer) scan() {
	defer ix.wg.Done()
	for _, term := range []string{"go", "map", "race"} {
		ix.terms[term]++ // want "GMC001"
	}
}

func main() {
	ix := &indexer{terms: map[string]int{}}
	scan := ix.scan
	for range 4 {
		ix.wg.Add(1)
		go scan()
	}
	ix.wg.Wait()
}
