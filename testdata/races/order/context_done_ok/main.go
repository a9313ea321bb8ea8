// race: no

// The writer is done before it cancels; the reader waits for the cancellation.
package main

import "context"

type result struct {
	values map[string]int
}

func compute(finish context.CancelFunc, r *result) {
	r.values["answer"] = 42
	finish()
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	r := &result{values: map[string]int{}}
	go compute(cancel, r)
	<-ctx.Done()
	r.values["read"] = r.values["answer"]
}
