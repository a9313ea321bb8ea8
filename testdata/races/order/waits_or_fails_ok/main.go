// race: no

// The helper waits for all that it has started, unless it fails; and where it fails, nobody looks.
package main

import (
	"errors"
	"fmt"
	"sync"
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

func count(names []string) (int, error) {
	var mu sync.Mutex
	found := map[string]int{}
	err := forEach(names, func(name string) {
		mu.Lock()
		defer mu.Unlock()
		found[name]++
	})
	if err != nil {
		return 0, err
	}
	total := 0
	for _, n := range found {
		total += n
	}
	return total, nil
}

func main() {
	fmt.Println(count([]string{"a", "b", "c"}))
	fmt.Println(count([]string{"a", "b", ""}))
}
