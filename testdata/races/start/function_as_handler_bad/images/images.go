// Package images stands for a library that walks a tree of images.
package images

import "sync"

// Handler looks at one image and gives its children.
type Handler interface {
	Handle(name string) ([]string, error)
}

// HandlerFunc is a function that is a Handler.
type HandlerFunc func(name string) ([]string, error)

// Handle calls the function.
func (f HandlerFunc) Handle(name string) ([]string, error) { return f(name) }

// Dispatch handles all images and their children, each in a goroutine.
func Dispatch(handler Handler, names ...string) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			children, err := handler.Handle(name)
			if err == nil && len(children) > 0 {
				Dispatch(handler, children...)
			}
		}()
	}
	wg.Wait()
}
