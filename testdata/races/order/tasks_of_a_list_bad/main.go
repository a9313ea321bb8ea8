// race: yes

// The tasks of a list run beside each other.
package main

import (
	"fmt"
	"sync"
)

func atOnce(tasks ...func()) {
	var all sync.WaitGroup
	for _, task := range tasks {
		all.Add(1)
		go func(run func()) {
			defer all.Done()
			run()
		}(task)
	}
	all.Wait()
}

func thrice(tasks ...func()) {
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

func both(first, second func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		first()
	}()
	second()
	<-done
}

func main() {
	users := map[int]int{}
	atOnce(func() { fill(users) }, func() { fill(users) })

	groups := map[int]int{}
	thrice(func() {
		for i := range 500 {
			groups[i]++ // want "GMC001"
		}
	})

	roles := map[int]int{}
	both(
		func() {
			for i := range 500 {
				roles[i]++ // want "GMC001"
			}
		},
		func() {
			for i := range 500 {
				roles[i]++
			}
		},
	)
	fmt.Println(len(users), len(groups), len(roles))
}

func fill(users map[int]int) {
	for i := range 500 {
		users[i]++ // want "GMC001"
	}
}
