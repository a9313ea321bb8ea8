// Package semaphore stands in for golang.org/x/sync/semaphore; weights other than 1 are taken one by one.
package semaphore

import "context"

// Weighted bounds concurrent access to a resource.
type Weighted struct{ slots chan struct{} }

// NewWeighted returns a semaphore of n.
func NewWeighted(n int64) *Weighted { return &Weighted{make(chan struct{}, n)} }

// Acquire takes n, or gives up when ctx is done.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	for range n {
		select {
		case s.slots <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Release gives n back.
func (s *Weighted) Release(n int64) {
	for range n {
		<-s.slots
	}
}
