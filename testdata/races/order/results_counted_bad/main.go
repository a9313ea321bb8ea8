// race: yes

// The map is looked at before the results are received.
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
	for range counts { // want "GMC00[245]"
		continue
	}
	failed := make([]error, n)
	for i := range failed {
		failed[i] = <-errs
	}
	return counts
}

func main() {
	count(8)
}
