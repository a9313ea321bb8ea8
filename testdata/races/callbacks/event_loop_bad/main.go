// race: yes

// One goroutine leaves the loop out.
package main

import (
	"sync"

	"github.com/rivo/tview"
)

type view struct {
	app  *tview.Application
	rows map[string]int
}

func (v *view) refresh(name string) {
	v.app.QueueUpdateDraw(func() { v.rows[name]++ }) // want? "GMC001"
}

func (v *view) clear(name string) {
	delete(v.rows, name) // want? "GMC001"
}

func main() {
	v := &view{app: tview.NewApplication(), rows: map[string]int{}}
	var wg sync.WaitGroup
	for range 8 {
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
		v.app.Stop()
	}()
	_ = v.app.Run()
}
