// race: no

// Package sync under another name, and a local variable called sync.
package main

import gosync "sync"

type flags struct {
	mu  gosync.Mutex
	set map[string]bool
}

func (f *flags) enable(name string) {
	sync := &f.mu
	sync.Lock()
	defer sync.Unlock()
	f.set[name] = true
}

func main() {
	f := &flags{set: map[string]bool{}}
	var wg gosync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f.enable(name)
		}()
	}
	wg.Wait()
}
