// race: no

// The setter puts a changed copy into a new context.
package main

import (
	"context"
	"maps"
	"sync"
)

type baggageKey struct{}

func set(ctx context.Context, key, value string) context.Context {
	old, _ := ctx.Value(baggageKey{}).(map[string]string)
	bag := make(map[string]string, len(old)+1)
	maps.Copy(bag, old)
	bag[key] = value
	return context.WithValue(ctx, baggageKey{}, bag)
}

func main() {
	ctx := set(context.Background(), "trace", "1")
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			set(ctx, "user", "ann")
		}()
	}
	wg.Wait()
}
