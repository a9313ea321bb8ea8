// race: no

// A deferred close in the goroutine, a receive before the read.
package main

func squares(n int) map[int]int {
	out := make(map[int]int, n)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range n {
			out[i] = i * i
		}
	}()
	<-done
	return out
}

func main() {
	if len(squares(10)) != 10 {
		panic("lost squares")
	}
}
