// race: yes

// A handler of an informer is called by others, too.
package main

import (
	"sync"

	"example.com/callbacks/exported_handlers_bad/shards"
	"k8s.io/client-go/tools/cache"
)

func main() {
	var wg sync.WaitGroup
	informer := new(cache.Informer)
	c := shards.New(informer)
	informer.Run(&wg)
	for range 100 {
		c.DeleteShard("b")
	}
	wg.Wait()
}
