// race: no

// What the makers return is kept in variables, and run one after the other in one goroutine; the handler of a third is its own.
package main

import "sync"

type controller struct {
	names  map[int]string
	others map[int]string
}

func worker(handle func(int)) func() {
	return func() {
		for key := range 100 {
			handle(key)
		}
	}
}

func (c *controller) add(key int) {
	c.names[key] = "added"
}

func (c *controller) remove(key int) {
	delete(c.names, key)
}

func (c *controller) note(key int) {
	c.others[key] = "noted"
}

func main() {
	c := &controller{names: map[int]string{}, others: map[int]string{}}
	adds, removes, notes := worker(c.add), worker(c.remove), worker(c.note)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		notes()
	}()
	go func() {
		defer wg.Done()
		adds()
		removes()
	}()
	wg.Wait()
}
