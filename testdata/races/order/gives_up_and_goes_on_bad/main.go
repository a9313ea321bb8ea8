// race: yes

// Whoever asked goes on though there was no answer in time.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errSlow = errors.New("slow")

func stream(ctx context.Context, row func(int)) error {
	done := make(chan error, 1)
	go func() {
		for i := range 100 {
			row(i)
			time.Sleep(time.Millisecond)
		}
		done <- nil
	}()
	select {
	case <-ctx.Done():
		return errSlow
	case err := <-done:
		return err
	}
}

func count(ctx context.Context) int {
	found := map[int]bool{}
	err := stream(ctx, func(i int) { found[i] = true })
	if err != nil {
		fmt.Println(err)
	}
	for range 100 {
		if found[7] { // want "GMC002"
			return 1
		}
		time.Sleep(time.Millisecond)
	}
	return 0
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	fmt.Println(count(ctx))
}
