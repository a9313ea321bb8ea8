// race: no

// The functions of one informer handler run one at a time, and none before the informer does.
package main

import (
	"sync"

	"k8s.io/client-go/tools/cache"
)

type watcher struct {
	services map[string]int
}

func newWatcher(informer *cache.Informer) *watcher {
	w := &watcher{services: map[string]int{}}
	informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    w.add,
		DeleteFunc: w.remove,
	})
	w.services["first"] = 0
	return w
}

func (w *watcher) add(obj any) {
	w.services[obj.(string)] = 1
}

func (w *watcher) remove(obj any) {
	delete(w.services, obj.(string))
}

func main() {
	var wg sync.WaitGroup
	informer := new(cache.Informer)
	newWatcher(informer)
	informer.Run(&wg)
	wg.Wait()
}
