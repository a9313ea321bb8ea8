// race: yes

// A struct passed by value shares its map with the caller.
package main

import "sync"

type options struct {
	name string
	tags map[string]string
}

func launch(o options, host string, wg *sync.WaitGroup) {
	defer wg.Done()
	o.name += host
	o.tags["host"] = host // want "GMC001"
}

func main() {
	base := options{name: "job", tags: map[string]string{}}
	var wg sync.WaitGroup
	for _, host := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go launch(base, host, &wg)
	}
	wg.Wait()
}
