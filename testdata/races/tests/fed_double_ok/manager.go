// Package plugin starts what it is given.
package plugin

import "sync"

// An Executor makes things run.
type Executor interface{ Create(id string) }

type process struct{}

func (process) Create(string) {}

// A Manager restores plugins, all at the same time.
type Manager struct {
	exec Executor
	ids  []string
}

func New(exec Executor, ids ...string) *Manager {
	if exec == nil {
		exec = process{}
	}
	return &Manager{exec: exec, ids: ids}
}

func (m *Manager) Reload() {
	var wg sync.WaitGroup
	for _, id := range m.ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.exec.Create(id)
		}()
	}
	wg.Wait()
}
