// Package sized is tested in several sizes.
package sized

// A Table has entries.
type Table struct{ entries map[string]int }

func (t *Table) Add(name string) {
	for range 1000 {
		t.entries[name]++
	}
}
