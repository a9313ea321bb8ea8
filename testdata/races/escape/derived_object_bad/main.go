// race: yes

// A derived object shares the map and gets a fresh mutex.
package main

import "sync"

type logger struct {
	mu     sync.Mutex
	fields map[string]string
}

func newLogger() *logger { return &logger{fields: make(map[string]string)} }

// With derives a logger.
func (l *logger) With(key, value string) *logger {
	l.mu.Lock()
	defer l.mu.Unlock()
	child := &logger{fields: l.fields} // want "GMC006"
	child.fields[key] = value
	return child
}

// Set changes a field.
func (l *logger) Set(key, value string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fields[key] = value // want "GMC005"
}

func main() {
	root := newLogger()
	var wg sync.WaitGroup
	for range 4 {
		child := root.With("k", "v")
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				child.Set("request", "1")
			}
		}()
	}
	wg.Wait()
}
