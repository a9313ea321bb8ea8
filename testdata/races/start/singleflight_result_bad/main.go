// race: yes

// All callers of singleflight share the result map, and write to it.
package main

import (
	"sync"

	"golang.org/x/sync/singleflight"
)

var group singleflight.Group

func load(release <-chan struct{}) (any, error) {
	<-release
	return map[string]int{"a": 1}, nil
}

func personal(user string, release <-chan struct{}) map[string]int {
	v, _, _ := group.Do("base", func() (any, error) { return load(release) })
	scores := v.(map[string]int)
	scores[user] = 0 // want:fn "GMC001" results shared by callers of singleflight
	return scores
}

func main() {
	for range 50 {
		release := make(chan struct{})
		var ready, wg sync.WaitGroup
		for _, user := range []string{"ann", "bob", "cy"} {
			ready.Add(1)
			wg.Add(1)
			go func() {
				defer wg.Done()
				ready.Done()
				personal(user, release)
			}()
		}
		ready.Wait()
		close(release)
		wg.Wait()
	}
}
