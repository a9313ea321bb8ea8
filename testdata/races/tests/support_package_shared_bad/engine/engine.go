// Package engine serves runs.
package engine

import "sync"

type Engine interface {
	Delete(id int)
}

// Disk is the engine of the product.
type Disk struct {
	mu   sync.Mutex
	runs map[int]bool
}

// Delete drops a run.
func (d *Disk) Delete(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.runs, id)
}

type Service struct{ engine Engine }

func NewService(engine Engine) *Service { return &Service{engine: engine} }

// Serve handles requests in parallel.
func (s *Service) Serve(requests []int) {
	var wg sync.WaitGroup
	for _, id := range requests {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.engine.Delete(id)
		}()
	}
	wg.Wait()
}
