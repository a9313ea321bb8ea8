// race: no

// A package-level mutex beside a package-level map.
package main

import "sync"

var (
	driversMu sync.RWMutex
	drivers   = make(map[string]func() error)
)

// Register makes a driver available.
func Register(name string, open func() error) {
	driversMu.Lock()
	defer driversMu.Unlock()
	if _, dup := drivers[name]; dup {
		return
	}
	drivers[name] = open
}

// Drivers lists the names.
func Drivers() []string {
	driversMu.RLock()
	defer driversMu.RUnlock()
	names := make([]string, 0, len(drivers))
	for name := range drivers {
		names = append(names, name)
	}
	return names
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			Register("pg", func() error { return nil })
			Drivers()
		}()
	}
	wg.Wait()
}
