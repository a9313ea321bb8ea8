// Package enginetest helps tests of engines.
package enginetest

type Engine struct {
	runs map[int]bool
}

func New() *Engine { return &Engine{runs: map[int]bool{1: true, 2: true}} }

// Delete drops a run.
func (e *Engine) Delete(id int) {
	delete(e.runs, id) // want "GMC001"
}

// Len counts runs.
func (e *Engine) Len() int { return len(e.runs) }
