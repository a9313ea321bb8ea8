// race: yes

// The lock of the table guards the maps of what is in the table, but one reader lets go of it first.
package main

import "sync"

type room struct {
	members map[string]bool
}

type lobby struct {
	mu    sync.Mutex
	rooms map[string]*room
}

func (l *lobby) join(name, user string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, ok := l.rooms[name]
	if !ok {
		r = &room{members: map[string]bool{}}
		l.rooms[name] = r
	}
	r.members[user] = true
}

func (l *lobby) leave(name, user string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r, ok := l.rooms[name]; ok {
		delete(r.members, user)
	}
}

func (l *lobby) has(name, user string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, ok := l.rooms[name]
	return ok && r.members[user]
}

func (l *lobby) size(name string) int {
	l.mu.Lock()
	r, ok := l.rooms[name]
	l.mu.Unlock()
	if !ok {
		return 0
	}
	return len(r.members) // want "GMC004"
}

func main() {
	l := &lobby{rooms: map[string]*room{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 3000 {
				l.join("a", "ann")
				l.size("a")
				l.has("a", "ann")
				l.leave("a", "ann")
			}
		}()
	}
	wg.Wait()
}
