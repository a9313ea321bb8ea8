// Package disk keeps networks.
package disk

import "sync"

// Driver keeps networks by name.
type Driver struct {
	mu       sync.Mutex
	networks map[string]int
}

// New makes one.
func New() *Driver { return &Driver{networks: map[string]int{}} }

// Restore restores what was there.
func (d *Driver) Restore() { d.populate() }

func (d *Driver) populate() {
	for range 50 {
		d.networks["a"] = 1 // want "GMC004"
	}
}

// Add adds a network.
func (d *Driver) Add(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.networks[name]++
}

// Drop drops a network.
func (d *Driver) Drop(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.networks, name)
}

// Len counts them.
func (d *Driver) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.networks)
}
