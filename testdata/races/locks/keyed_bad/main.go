// race: yes

// A lock for each key: different keys write the shared map at the same time.
package main

import (
	"sync"

	"github.com/moby/locker"
)

type volumes struct {
	locks *locker.Locker
	refs  map[string]int
}

func (v *volumes) mount(name string) {
	v.locks.Lock(name)
	defer v.locks.Unlock(name)
	v.refs[name]++ // want "GMC00[15]"
}

func main() {
	v := &volumes{locks: locker.New(), refs: map[string]int{}}
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v.mount(name)
		}()
	}
	wg.Wait()
}
