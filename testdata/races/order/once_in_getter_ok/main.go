// race: no

// Who has got a target from the getter comes after its initialization, though the getter does not initialize what there is not.
package main

import "sync"

type target struct {
	init   sync.Once
	consts map[string]int
}

var targets = map[string]*target{"a": {}, "b": {}}

func get(name string) *target {
	t := targets[name]
	if t == nil {
		return nil
	}
	t.init.Do(t.fill)
	return t
}

func all() []*target {
	var list []*target
	for _, t := range targets {
		t.init.Do(t.fill)
		list = append(list, t)
	}
	return list
}

func (t *target) fill() {
	t.consts = map[string]int{}
	t.consts["page"] = 4096
}

func (t *target) value(name string) int { return t.consts[name] }

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			_ = get("a").value("page")
		}()
		go func() {
			defer wg.Done()
			for _, t := range all() {
				_ = t.value("page")
			}
		}()
	}
	wg.Wait()
}
