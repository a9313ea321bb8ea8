// race: no

// Exported methods that are the handlers of one informer, which runs them one at a time.
package main

import (
	"sync"

	"example.com/callbacks/exported_handlers_ok/shards"
	"k8s.io/client-go/tools/cache"
)

func main() {
	var wg sync.WaitGroup
	informer := new(cache.Informer)
	c := shards.New(informer)
	informer.Run(&wg)
	for range 100 {
		c.Names()
	}
	wg.Wait()
}
