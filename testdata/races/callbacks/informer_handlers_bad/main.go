// race: yes

// Informer handlers change what others look up.
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
	return w
}

func (w *watcher) add(obj any) {
	w.services[obj.(string)] = 1 // want? "GMC00"
}

func (w *watcher) remove(obj any) {
	delete(w.services, obj.(string)) // want? "GMC00"
}

func (w *watcher) look(wg *sync.WaitGroup) {
	defer wg.Done()
	for range 300 {
		_ = w.services["a"] // want? "GMC00"
	}
}

func main() {
	var wg sync.WaitGroup
	informer := new(cache.Informer)
	w := newWatcher(informer)
	wg.Add(1)
	go w.look(&wg)
	informer.Run(&wg)
	wg.Wait()
}
