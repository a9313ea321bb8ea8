// Package services runs a service: one function after the other, in a goroutine.
package services

import "context"

type (
	StartingFn func(ctx context.Context) error
	RunningFn  func(ctx context.Context) error
	StoppingFn func(failure error) error
)

type BasicService struct {
	start StartingFn
	run   RunningFn
	stop  StoppingFn
	done  chan struct{}
}

func NewBasicService(start StartingFn, run RunningFn, stop StoppingFn) *BasicService {
	return &BasicService{start, run, stop, make(chan struct{})}
}

func (b *BasicService) StartAsync(ctx context.Context) error {
	go func() {
		defer close(b.done)
		err := b.start(ctx)
		if err == nil {
			err = b.run(ctx)
		}
		_ = b.stop(err)
	}()
	return nil
}

func (b *BasicService) AwaitTerminated(context.Context) error {
	<-b.done
	return nil
}
