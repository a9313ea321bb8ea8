// Package assigner keeps addresses; what it finds from time to time is loaded without the mutex.
package assigner

import "sync"

// Assigner keeps addresses.
type Assigner struct {
	mu        sync.Mutex
	addresses map[string]bool
}

// New returns an empty one.
func New() *Assigner {
	return &Assigner{addresses: map[string]bool{}}
}

// Reload loads the addresses that are there.
func (a *Assigner) Reload(found []string) {
	a.load(found)
}

func (a *Assigner) load(found []string) {
	for _, address := range found {
		a.addresses[address] = true // want "GMC004"
	}
}

// Assign adds an address.
func (a *Assigner) Assign(address string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.addresses[address] = true
}

// Unassign takes an address away.
func (a *Assigner) Unassign(address string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.addresses, address)
}

// Has tells whether the address is there.
func (a *Assigner) Has(address string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.addresses[address]
}
