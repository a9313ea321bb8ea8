// Package plugin keeps plugins running.
package plugin

// An Executor makes things run, and tells when one has ended.
type Executor interface{ Create(id string) }

type exits interface{ ended(id string) }

type process struct{}

func (p *process) Create(id string) {}

type watcher struct{ exits exits }

// watch has each end looked after.
func (p *watcher) watch(ids []string) {
	for at := range ids {
		go p.exits.ended(ids[at])
	}
}

// A Manager starts again what has ended.
type Manager struct{ exec Executor }

func New(exec Executor) *Manager {
	return &Manager{exec: exec}
}

func (m *Manager) ended(id string) {
	m.exec.Create(id)
}

// Run keeps these running.
func Run(ids []string) {
	Watch(&process{}, ids)
}

// Watch has them looked after by something of one's own.
func Watch(exec Executor, ids []string) {
	w := &watcher{exits: New(exec)}
	w.watch(ids)
}
