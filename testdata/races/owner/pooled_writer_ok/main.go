// race: no

// Each goroutine takes a writer out of the pool, and gives it back when it is done.
package main

import (
	"sync"

	"example.com/owner/pooled_writer_ok/index"
)

func write(symbols []string, w *index.Writer) int {
	defer w.Close()
	for _, symbol := range symbols {
		w.Add(symbol)
	}
	return w.Len()
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var w *index.Writer
			for i := range 100 {
				if w == nil || i%10 == 0 {
					if w != nil {
						_ = write([]string{"a", "b"}, w)
					}
					w = index.NewWriter()
				}
				w.Add("first")
			}
			_ = write([]string{"a", "b"}, w)
		}()
	}
	wg.Wait()
}
