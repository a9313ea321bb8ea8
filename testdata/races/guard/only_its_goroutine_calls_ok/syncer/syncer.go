// Package syncer copies things.
package syncer

import "sync"

type Task struct {
	hashes map[string]bool
}

type Syncer struct {
	mu    sync.Mutex
	tasks []*Task
}

func New() *Syncer {
	return &Syncer{tasks: []*Task{{hashes: map[string]bool{}}}}
}

// Sync copies everything.
func (s *Syncer) Sync(names []string) {
	for _, name := range names {
		s.assign(name)
	}
	for _, task := range s.tasks {
		s.revert(task)
	}
}

func (s *Syncer) assign(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, task := range s.tasks {
		task.hashes[name] = true
		for name := range task.hashes {
			delete(task.hashes, name)
		}
	}
}

func (s *Syncer) revert(task *Task) {
	task.hashes["again"] = true
}
