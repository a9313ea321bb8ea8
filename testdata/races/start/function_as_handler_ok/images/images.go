// Package images stands for a library that walks a tree of images.
package images

// Handler looks at one image and gives its children.
type Handler interface {
	Handle(name string) ([]string, error)
}

// HandlerFunc is a function that is a Handler.
type HandlerFunc func(name string) ([]string, error)

// Handle calls the function.
func (f HandlerFunc) Handle(name string) ([]string, error) { return f(name) }

// Walk handles all images and their children, one after the other, in a goroutine for which it waits.
func Walk(handler Handler, names ...string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, name := range names {
			children, err := handler.Handle(name)
			if err == nil && len(children) > 0 {
				Walk(handler, children...)
			}
		}
	}()
	<-done
}
