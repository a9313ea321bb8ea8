// race: no

package promising

import (
	"context"
	"sync"
	"testing"
)

func TestPromises(t *testing.T) {
	ctx := context.WithValue(context.Background(), taskKey{}, &task{open: make(map[*Promise]struct{})})
	var done sync.WaitGroup
	for range 4 {
		done.Add(1)
		NewPromise(ctx)
		Go(ctx, &done, func(ctx context.Context) {
			NewPromise(ctx)
			Keep(NewPromise(ctx), 1)
		})
	}
	done.Wait()
}
