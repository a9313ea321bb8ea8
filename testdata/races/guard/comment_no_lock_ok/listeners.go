package ids

import "sync"

// Listeners keeps functions, and has a lock for its list.
type Listeners struct {
	mu    sync.Mutex
	funcs []func(id string) bool
}

func (l *Listeners) Add(f func(id string) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.funcs = append(l.funcs, f)
}

func (l *Listeners) Notify(m *Manager) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range l.funcs {
		m.Search(f)
	}
}
