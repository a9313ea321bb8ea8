// Package index writes indexes.
package index

import "sync"

// Writer collects the symbols of one index.
type Writer struct {
	symbols map[string]int
}

var writers = sync.Pool{
	New: func() any {
		return &Writer{symbols: map[string]int{}}
	},
}

// NewWriter returns a writer that nobody else uses until it is closed.
func NewWriter() *Writer {
	return writers.Get().(*Writer)
}

// Close gives the writer back.
func (w *Writer) Close() {
	clear(w.symbols)
	writers.Put(w)
}

// Add takes a symbol in.
func (w *Writer) Add(symbol string) {
	w.symbols[symbol]++
}

// Len tells how many symbols there are.
func (w *Writer) Len() int {
	return len(w.symbols)
}
