// race: no

// A singleton made by sync.Once, with a locked map inside.
package main

import "sync"

type settings struct {
	mu     sync.Mutex
	values map[string]string
}

var (
	instance *settings
	once     sync.Once
)

func get() *settings {
	once.Do(func() {
		instance = &settings{values: make(map[string]string)}
		instance.values["mode"] = "prod"
	})
	return instance
}

func (s *settings) set(key, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			get().set("mode", "test")
		}()
	}
	wg.Wait()
}
