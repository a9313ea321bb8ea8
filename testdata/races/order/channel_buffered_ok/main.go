// race: no

// The receive of a buffered send orders, too.
package main

import "errors"

func check(names []string) (map[string]bool, error) {
	valid := make(map[string]bool)
	errs := make(chan error, 1)
	go func() {
		for _, name := range names {
			valid[name] = name != ""
		}
		errs <- errors.New("done")
	}()
	err := <-errs
	valid["checked"] = true
	return valid, err
}

func main() {
	_, _ = check([]string{"a", ""})
}
