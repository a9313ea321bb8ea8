// race: yes

// What was returned would tell of the end of the goroutine, but nobody asks it, or what is returned does not wait.
package main

import (
	"context"
	"time"
)

func started(f func()) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	return done
}

func background(f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		f(ctx)
	}()
	return func() { cancel() }
}

func main() {
	seen := make(map[string]int)
	done := started(func() { seen["started"]++ }) // want? "GMC00[12]"
	seen["main"]++                                // want? "GMC00[12]"
	<-done

	other := make(map[string]int)
	stop := background(func(ctx context.Context) {
		<-ctx.Done()
		other["background"]++ // want?b "GMC00[12]"
	})
	stop()
	other["main"]++ // want?b "GMC00[12]"
	time.Sleep(10 * time.Millisecond)
}
