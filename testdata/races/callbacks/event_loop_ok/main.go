// race: no

// Whatever the goroutines queue runs on the one thread of the loop.
package main

import (
	"sync"

	"github.com/rivo/tview"
)

type view struct {
	app     *tview.Application
	pending sync.WaitGroup
	rows    map[string]int
}

func (v *view) refresh(name string) {
	v.queue(func() { v.rows[name]++ })
}

func (v *view) clear(name string) {
	v.queue(func() { delete(v.rows, name) })
}

// queue does not make its caller wait.
func (v *view) queue(f func()) {
	v.pending.Add(1)
	go func() {
		defer v.pending.Done()
		v.app.QueueUpdateDraw(f)
	}()
}

func main() {
	v := &view{app: tview.NewApplication(), rows: map[string]int{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			v.refresh("a")
		}()
		go func() {
			defer wg.Done()
			v.clear("a")
		}()
	}
	go func() {
		wg.Wait()
		v.pending.Wait()
		v.app.Stop()
	}()
	_ = v.app.Run()
}
