// race: yes

// The field is given a fresh map right before the write, but it is still the shared field.
package main

import "sync"

type view struct {
	cells map[int]string
}

func (v *view) redraw(n int) {
	v.cells = make(map[int]string, n)
	for i := range n {
		v.cells[i] = "x" // want? "GMC00[12]"
	}
}

func (v *view) cell(i int) string {
	return v.cells[i] // want? "GMC00[12]"
}

func main() {
	v := &view{cells: map[int]string{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			v.redraw(20)
		}
	}()
	go func() {
		defer wg.Done()
		for i := range 2000 {
			v.cell(i % 20)
		}
	}()
	wg.Wait()
}
