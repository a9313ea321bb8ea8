// race: yes

// Goroutines share one writer that was taken out of the pool.
package main

import (
	"sync"

	"example.com/owner/pooled_writer_bad/index"
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
	w := index.NewWriter()
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				w.Add("first")
			}
		}()
	}
	wg.Wait()
	_ = write([]string{"a", "b"}, w)
}
