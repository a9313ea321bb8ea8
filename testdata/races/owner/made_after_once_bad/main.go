// race: yes

// There is another constructor, which does not fill the defaults first.
package main

import "sync"

var (
	defaults     = map[string]int{}
	defaultsOnce sync.Once
)

type registry struct{ own map[string]int }

func fillDefaults() {
	for n := range 1000 {
		defaults["text"] = n
	}
}

func newRegistry() *registry {
	defaultsOnce.Do(fillDefaults)
	return &registry{own: map[string]int{}}
}

func emptyRegistry() *registry {
	return &registry{}
}

func (r *registry) find(name string) int {
	if n, ok := r.own[name]; ok {
		return n
	}
	return defaults[name] // want "GMC002"
}

func main() {
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			r := emptyRegistry()
			for range 100 {
				r.find("text")
			}
		}()
	}
	newRegistry()
	all.Wait()
}
