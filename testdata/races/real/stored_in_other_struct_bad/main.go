// race: yes

// The map of the options is stored in another struct and written there.
package main

import "sync"

type options struct {
	metadata map[string]string
}

type service struct {
	opts options
	meta map[string]string
}

func newService(opts options) *service {
	return &service{opts: opts, meta: opts.metadata}
}

func (s *service) register(id string) {
	s.meta["id"] = id // want:fn "GMC001" a map stored in two structs
}

func main() {
	opts := options{metadata: map[string]string{}}
	var wg sync.WaitGroup
	for _, id := range []string{"a", "b", "c"} {
		s := newService(opts)
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.register(id)
		}()
	}
	wg.Wait()
}
