// race: yes

// The goroutine calls a method through an interface.
package main

import "sync"

type task interface{ run() }

type download struct{ files map[string]int }

func (d *download) run() {
	d.files["index"]++ // want:fn "GMC001" elements of a slice are taken to be different objects
}

type noop struct{}

func (noop) run() {}

func runAll(tasks []task) {
	var wg sync.WaitGroup
	for _, t := range tasks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.run()
		}()
	}
	wg.Wait()
}

func main() {
	d := &download{files: map[string]int{}}
	for range 20 {
		runAll([]task{d, noop{}, d, d})
	}
}
