// race: no

// The constructor waits for what it has started.
package main

import "sync"

type table struct {
	rows map[int]int
	wg   sync.WaitGroup
}

func newTable() *table {
	t := &table{rows: map[int]int{}}
	t.wg.Add(1)
	go t.fill()
	t.wg.Wait()
	return t
}

func (t *table) fill() {
	defer t.wg.Done()
	for n := range 1000 {
		t.rows[n] = n
	}
}

func look(t *table, done *sync.WaitGroup) {
	defer done.Done()
	for n := range 1000 {
		_ = t.rows[n]
	}
}

func main() {
	var done sync.WaitGroup
	done.Add(2)
	left := newTable()
	go look(left, &done)
	right := newTable()
	go look(right, &done)
	left.wg.Wait()
	right.wg.Wait()
	done.Wait()
}
