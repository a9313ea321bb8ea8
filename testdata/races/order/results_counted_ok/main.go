// race: no

// One result is received for each goroutine; then the map is looked at.
package main

func count(n int) map[int]int {
	counts := make(map[int]int)
	lock := make(chan bool, 1)
	errs := make(chan error, n)
	for i := range n {
		go func() {
			lock <- true
			counts[i] = i
			<-lock
			errs <- nil
		}()
	}
	failed := make([]error, n)
	for i := range failed {
		failed[i] = <-errs
	}
	for range counts {
		continue
	}
	return counts
}

func main() {
	count(8)
}
