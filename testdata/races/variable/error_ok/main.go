// race: no

package main

import (
	"errors"
	"fmt"
)

func main() {
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = errors.New("in the goroutine")
	}()
	<-done
	if err == nil {
		err = errors.New("none")
	}
	fmt.Println(err)
	for range 3 {
		err := errors.New("another")
		ended := make(chan error)
		go func() {
			err = errors.New("its own")
			ended <- err
		}()
		fmt.Println(<-ended)
	}
}
