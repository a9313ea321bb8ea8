// race: yes

// The helper has failed, and did not wait for those that it had started; its caller looks all the same.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errEmpty = errors.New("empty name")

func check(name string) error {
	if name == "" {
		return errEmpty
	}
	return nil
}

func forEach(names []string, f func(string)) error {
	var wg sync.WaitGroup
	for _, name := range names {
		err := check(name)
		if err != nil {
			return fmt.Errorf("check: %w", err)
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(name)
		}()
	}
	wg.Wait()
	return nil
}

func count(names []string) int {
	var mu sync.Mutex
	found := map[string]int{}
	err := forEach(names, func(name string) {
		for range 100 {
			mu.Lock()
			found[name]++
			mu.Unlock()
			time.Sleep(10 * time.Microsecond)
		}
	})
	total := 0
	for range 100 {
		for _, n := range found { // want "GMC004"
			total += n
		}
		time.Sleep(10 * time.Microsecond)
	}
	if err != nil {
		return -total
	}
	return total
}

func main() {
	fmt.Println(count([]string{"a", "b", ""}))
}
