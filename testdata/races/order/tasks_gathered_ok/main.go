// race: no

// Each function that was put into a list, or into a table, is run by one goroutine.
package main

import (
	"fmt"
	"sync"
)

type check struct {
	name string
	run  func() error
}

func each(tasks []func()) {
	var all sync.WaitGroup
	for _, task := range tasks {
		all.Add(1)
		go func() {
			defer all.Done()
			task()
		}()
	}
	all.Wait()
}

func checked(checks []check) map[string]error {
	found := make(map[string]error, len(checks))
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, it := range checks {
		all.Add(1)
		go func(it check) {
			defer all.Done()
			err := it.run()
			mu.Lock()
			defer mu.Unlock()
			found[it.name] = err
		}(it)
	}
	all.Wait()
	return found
}

func gathered() {
	users, groups := map[int]int{}, map[int]int{}
	var tasks []func()
	tasks = append(tasks, func() { users[1]++ })
	tasks = append(tasks, func() { groups[1]++ })
	for i := range 3 {
		own := map[int]int{}
		tasks = append(tasks, func() { own[i]++ })
	}
	each(tasks)
	users[2] = groups[1]
}

func table() {
	users, groups := map[int]int{}, map[int]int{}
	checks := []check{
		{"users", func() error { users[1]++; return nil }},
		{"groups", func() error { groups[1]++; return nil }},
	}
	var all sync.WaitGroup
	for _, it := range checks {
		all.Add(1)
		go func() {
			defer all.Done()
			_ = it.run()
		}()
	}
	all.Wait()
	users[2] = groups[1]
}

func rounds() {
	users, groups := map[int]int{}, map[int]int{}
	tasks := []func(){func() { users[1]++ }, func() { groups[1]++ }}
	for range 3 {
		var all sync.WaitGroup
		for i := range tasks {
			all.Add(1)
			go func() {
				defer all.Done()
				tasks[i]()
			}()
		}
		all.Wait()
	}
}

func main() {
	gathered()
	table()
	rounds()
	users, groups := map[int]int{}, map[int]int{}
	fmt.Println(len(checked([]check{
		{"users", func() error { users[1]++; return nil }},
		{"groups", func() error { groups[1]++; return nil }},
	})))
}
