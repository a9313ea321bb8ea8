// race: no

// Who asks waits for the answer, or fails; and where it fails, nobody looks.
package main

import (
	"context"
	"errors"
	"fmt"
)

var errSlow = errors.New("slow")

func stream(ctx context.Context, patient bool, row func(int)) error {
	done := make(chan error)
	go func() {
		for i := range 1000 {
			row(i)
		}
		done <- nil
	}()
	select {
	case <-ctx.Done():
		if patient {
			<-done
		}
		return errSlow
	case err := <-done:
		return err
	}
}

func count(ctx context.Context) (int, error) {
	found := map[int]bool{}
	err := stream(ctx, false, func(i int) { found[i] = true })
	if err != nil {
		return 0, err
	}
	return len(found), nil
}

func main() {
	fmt.Println(count(context.Background()))
}
