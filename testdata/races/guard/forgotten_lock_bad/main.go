// race: yes

// The deferred Unlock is there, the Lock before it is not, and no caller has taken the mutex.
package main

import "sync"

var (
	doneLock sync.Mutex
	done     = map[string]bool{}
)

func mark(name string) {
	doneLock.Lock()
	defer doneLock.Unlock()
	done[name] = true
}

// await ends the program when it comes to its Unlock; here it never does.
func await(name string) {
	defer doneLock.Unlock()
	for !done[name] { // want "GMC00"
	}
}

func watch(names ...string) {
	for _, name := range names {
		await(name)
	}
}

func main() {
	go watch("never")
	for range 1000 {
		mark("sometimes")
	}
}
