// race: no

// A semaphore of weight 1 is a mutex.
package main

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

type spool struct {
	sem  *semaphore.Weighted
	jobs map[int]string
}

func newSpool() *spool {
	return &spool{sem: semaphore.NewWeighted(1), jobs: make(map[int]string)}
}

func (s *spool) add(ctx context.Context, id int) error {
	if err := s.sem.Acquire(ctx, 1); err != nil {
		return err
	}
	defer s.sem.Release(1)
	s.jobs[id] = "queued"
	return nil
}

func main() {
	s := newSpool()
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = s.add(context.Background(), id)
		}()
	}
	wg.Wait()
}
