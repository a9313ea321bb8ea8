// Package run starts services.
package run

import "sync"

// Service is what can be started.
type Service interface{ Run() }

// Start runs a service beside everything else.
func Start(wg *sync.WaitGroup, service Service) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		service.Run()
	}()
}

// Nothing does nothing.
type Nothing struct{}

// Run returns.
func (*Nothing) Run() {}
