// Package cache stands in for the package of this name.
package cache

import "sync"

type ResourceEventHandlerFuncs struct {
	AddFunc    func(obj any)
	DeleteFunc func(obj any)
}

type Informer struct{ handler ResourceEventHandlerFuncs }

func (i *Informer) AddEventHandler(h ResourceEventHandlerFuncs) {
	i.handler = h
}

// Run calls the functions of the handler one at a time.
func (i *Informer) Run(wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 300 {
			i.handler.AddFunc("a")
			i.handler.DeleteFunc("a")
		}
	}()
}
