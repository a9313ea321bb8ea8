// race: no

// Two mutexes for two maps, and one operation that takes both.
package main

import "sync"

type exchange struct {
	ordersMu sync.Mutex
	orders   map[int]string
	usersMu  sync.Mutex
	users    map[string]int
}

func (e *exchange) order(id int, user string) {
	e.ordersMu.Lock()
	defer e.ordersMu.Unlock()
	e.orders[id] = user
	e.usersMu.Lock()
	e.users[user]++
	e.usersMu.Unlock()
}

func (e *exchange) count(user string) int {
	e.usersMu.Lock()
	defer e.usersMu.Unlock()
	return e.users[user]
}

func main() {
	e := &exchange{orders: map[int]string{}, users: map[string]int{}}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			e.order(id, "ann")
			e.count("ann")
		}()
	}
	wg.Wait()
}
