// race: yes

package main

import (
	"errors"
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var err error
	wg.Add(1)
	go func() {
		defer wg.Done()
		err = errors.New("in the goroutine") // want? "GMC111 variable `err`"
	}()
	err = errors.New("outside") // want? "GMC111 variable `err`"
	wg.Wait()
	fmt.Println(err != nil)
}
