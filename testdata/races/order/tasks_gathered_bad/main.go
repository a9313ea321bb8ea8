// race: yes

// Functions that were put into a list, or into a table, run beside each other.
package main

import (
	"fmt"
	"sync"
)

type check struct {
	name string
	run  func() error
}

func fill(m map[int]int) {
	for i := range 500 {
		m[i]++ // want "GMC001"
	}
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

func all(tasks ...func()) {
	done := make(chan bool)
	for _, task := range tasks {
		go func() {
			task()
			done <- true
		}()
	}
	for range tasks {
		<-done
	}
}

func gathered() {
	users := map[int]int{}
	var tasks []func()
	tasks = append(tasks, func() {
		for i := range 500 {
			users[i]++ // want "GMC001"
		}
	})
	tasks = append(tasks, func() {
		for i := range 500 {
			users[i]++
		}
	})
	each(tasks)
}

func gatheredInLoop() {
	users := map[int]int{}
	var tasks []func()
	for range 3 {
		tasks = append(tasks, func() {
			for i := range 500 {
				users[i]++ // want "GMC001"
			}
		})
	}
	each(tasks)
}

func table() {
	users := map[int]int{}
	checks := []check{
		{"users", func() error { fill(users); return nil }},
		{"groups", func() error { fill(users); return nil }},
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
}

type steps struct {
	done map[int]int
}

func (s *steps) load() {
	for i := range 500 {
		s.done[i]++ // want "GMC001"
	}
}

func (s *steps) save() {
	for i := range 500 {
		s.done[i]++
	}
}

func (s *steps) run() {
	var all sync.WaitGroup
	for _, step := range []func(){s.load, s.save} {
		all.Add(1)
		go func() {
			defer all.Done()
			step()
		}()
	}
	all.Wait()
}

func rounds() {
	users := map[int]int{}
	tasks := []func(){func() {
		for i := range 500 {
			users[i]++ // want "GMC001"
		}
	}}
	var all sync.WaitGroup
	for range 3 {
		for _, task := range tasks {
			all.Add(1)
			go func() {
				defer all.Done()
				task()
			}()
		}
	}
	all.Wait()
}

func main() {
	gathered()
	gatheredInLoop()
	table()
	(&steps{done: map[int]int{}}).run()
	rounds()

	users := map[int]int{}
	count := func() {
		for i := range 500 {
			users[i]++ // want "GMC001"
		}
	}
	all(count, count)
	fmt.Println(len(users))
}
