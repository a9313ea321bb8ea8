// Package names turns names into others.
package names

import (
	"strings"
	"sync"
)

var (
	mu   sync.RWMutex
	seen = map[string]string{}
)

// Column returns the name of a column.
func Column(name string) string {
	mu.RLock()
	column, ok := seen[name]
	mu.RUnlock()
	if ok {
		return column
	}
	column = strings.ToLower(name)
	mu.Lock()
	seen[name] = column
	mu.Unlock()
	return column
}
