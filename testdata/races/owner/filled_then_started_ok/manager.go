// Package manager fills a table and then starts what uses it; whoever waits for that calls Wait after Run.
package manager

type Manager struct {
	instances map[int]chan bool
	events    chan int
}

func New() *Manager {
	return &Manager{instances: make(map[int]chan bool), events: make(chan int)}
}

func (m *Manager) Run(n int) {
	for i := range n {
		m.instances[i] = make(chan bool, 1)
	}
	go m.loop()
}

func (m *Manager) loop() {
	for event := range m.events {
		m.instances[event] <- true
	}
}

func (m *Manager) Wait() <-chan bool {
	done := make(chan bool)
	go func() {
		for i := range m.instances {
			<-m.instances[i]
		}
		close(done)
	}()
	return done
}

func (m *Manager) Notify(event int) {
	m.events <- event
}
