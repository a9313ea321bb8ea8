// Package logs knows who reads.
package logs

import "sync"

var (
	mu      sync.Mutex
	readers = map[int]string{}
)

// Known tells whether somebody reads.
func Known(id int) bool {
	_, ok := readers[id]
	return ok
}

// Open adds a reader.
func Open(id int, name string) {
	mu.Lock()
	defer mu.Unlock()
	readers[id] = name
}

// Close takes a reader out.
func Close(id int) {
	mu.Lock()
	defer mu.Unlock()
	delete(readers, id)
}
