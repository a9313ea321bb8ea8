// race: yes

// The map is written while the subscription goes on.
package main

import "fmt"

func subscribe(events chan int, f func(int)) (stop func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for v := range events {
			f(v)
		}
	}()
	return func() {
		close(events)
		<-done
	}
}

func main() {
	users, groups := map[int]int{}, map[int]int{}
	first, second := make(chan int, 500), make(chan int, 500)
	stopUsers := subscribe(first, func(v int) { users[v]++ })
	stopGroups := subscribe(second, func(v int) { groups[v]++ })
	for i := range 500 {
		first <- i
		second <- i
	}
	for i := range 500 {
		users[i]++  // want "GMC001"
		groups[i]++ // want "GMC001"
	}
	stopUsers()
	stopGroups()
	fmt.Println(len(users), len(groups))
}
