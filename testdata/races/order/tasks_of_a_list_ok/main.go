// race: no

// Each task of a list has a goroutine of its own, one.
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

func collect(tasks ...func() error) error {
	errs := make(chan error, len(tasks))
	for at := range tasks {
		go func() {
			errs <- tasks[at]()
		}()
	}
	for range tasks {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func inTurn(first, second func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		first()
	}()
	<-done
	second()
}

func main() {
	users, groups := map[int]int{}, map[int]int{}
	atOnce(func() { users[1]++ }, func() { groups[1]++ })
	err := collect(
		func() error { users[2]++; return nil },
		func() error { groups[2]++; return nil },
	)
	inTurn(func() { users[3]++ }, func() { users[4]++ })
	fmt.Println(users, groups, err)
}
