// Package drivers is a registry.
package drivers

import "sync"

var (
	mu      sync.Mutex
	drivers = map[string]int{}
)

// Register adds a driver.
func Register(name string, version int) {
	mu.Lock()
	defer mu.Unlock()
	drivers[name] = version
}

// Lookup finds a driver.
func Lookup(name string) int {
	return drivers[name]
}

// Size counts the drivers.
func Size() int {
	mu.Lock()
	defer mu.Unlock()
	return len(drivers)
}
