// race: yes

// One method forgot the lock, and it writes.
package main

import "sync"

type presence struct {
	mu     sync.RWMutex
	online map[string]bool
}

func (p *presence) isOnline(user string) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.online[user]
}

func (p *presence) list() (users []string) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	for user := range p.online {
		users = append(users, user)
	}
	return users
}

func (p *presence) enter(user string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.online[user] = true
}

func (p *presence) leave(user string) {
	delete(p.online, user) // want "GMC00[14]"
}

func main() {
	p := &presence{online: map[string]bool{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			p.enter("ann")
			p.isOnline("ann")
			p.list()
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			p.leave("ann")
		}
	}()
	wg.Wait()
}
