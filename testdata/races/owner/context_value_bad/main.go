// race: yes

// A setter mutates the map that travels in the context.
package main

import (
	"context"
	"sync"
)

type baggageKey struct{}

func withBaggage(ctx context.Context) context.Context {
	return context.WithValue(ctx, baggageKey{}, map[string]string{})
}

func set(ctx context.Context, key, value string) {
	if bag, ok := ctx.Value(baggageKey{}).(map[string]string); ok {
		bag[key] = value // want:fn "GMC001" values of a context have no identity
	}
}

func main() {
	ctx := withBaggage(context.Background())
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
