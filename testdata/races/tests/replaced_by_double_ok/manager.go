// Package plugin keeps plugins running.
package plugin

// An Executor makes things run, and tells when one has ended.
type Executor interface{ Create(id string) }

type exits interface{ ended(id string) }

type process struct{ exits exits }

func (p *process) Create(id string) {}

// watch has each end looked after.
func (p *process) watch(ids []string) {
	for _, id := range ids {
		go p.exits.ended(id)
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
	p := &process{}
	p.exits = New(p)
	p.watch(ids)
}
