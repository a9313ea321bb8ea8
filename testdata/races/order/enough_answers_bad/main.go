// race: yes

// Who asks many goes on when enough have answered: that there was no error says nothing of the others.
package main

import (
	"fmt"
	"sync"
	"time"
)

type set struct{ instances []int }

func (s *set) ask(call func(id int) error) error {
	answers := make(chan error, len(s.instances))
	for _, id := range s.instances {
		go func() { answers <- call(id) }()
	}
	for range len(s.instances) - 1 {
		select {
		case err := <-answers:
			if err != nil {
				return err
			}
		case <-time.After(5 * time.Second):
			return fmt.Errorf("slow")
		}
	}
	return nil
}

func collect(s *set) (int, error) {
	var mu sync.Mutex
	found := map[int]bool{}
	err := s.ask(func(id int) error {
		for n := range 100 * id {
			mu.Lock()
			found[n] = true
			mu.Unlock()
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	sum := 0
	for n := range found { // want "GMC004"
		sum += n
		time.Sleep(time.Microsecond)
	}
	return sum, nil
}

func main() {
	fmt.Println(collect(&set{instances: []int{1, 1, 5000}}))
}
