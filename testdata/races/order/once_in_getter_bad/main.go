// race: yes

// One of the readers has its target from the table itself.
package main

import "sync"

type target struct {
	init   sync.Once
	consts map[string]int
}

var targets = map[string]*target{"a": {consts: map[string]int{}}}

func get(name string) *target {
	t := targets[name]
	if t == nil {
		return nil
	}
	t.init.Do(t.fill)
	return t
}

func (t *target) fill() {
	t.consts["page"] = 4096 // want? "GMC00[12]"
}

func (t *target) value(name string) int {
	return t.consts[name] // want? "GMC00[12]"
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			_ = targets["a"].value("page")
		}()
		go func() {
			defer wg.Done()
			_ = get("a").value("page")
		}()
	}
	wg.Wait()
}
