// Package names turns names into others.
package names

import (
	"strings"
	"sync"
)

var (
	mu   sync.Mutex
	seen = map[string]string{}
)

// Column returns the name of a column.
func Column(name string) string {
	if column, ok := seen[name]; ok { // want "GMC004"
		return column
	}
	column := strings.ToLower(name)
	mu.Lock()
	seen[name] = column
	mu.Unlock()
	return column
}
