// race: no

// A send at the end of the goroutine, a receive before the read.
package main

type report struct {
	lines map[string]int
}

func (r *report) build(done chan<- struct{}) {
	r.lines["a"] = 1
	r.lines["b"] = 2
	done <- struct{}{}
}

func main() {
	r := &report{lines: map[string]int{}}
	done := make(chan struct{})
	go r.build(done)
	<-done
	for line := range r.lines {
		r.lines[line]++
	}
}
