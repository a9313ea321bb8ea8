package summary

import (
	"maps"
	"sync"
)

type counter struct {
	mu   sync.Mutex
	m    map[string]int
	rows []map[string]int
	sub  struct{ m map[string]int }
}

var current = counter{m: map[string]int{}}

func alias(c *counter) {
	c.mu.Lock()
	m := c.m
	c.mu.Unlock()
	m["alias"] = 1
	p := &c.m
	(*p)["pointer"] = 1
	row := c.rows[0]
	row["element"] = 1
	for _, each := range c.rows {
		each["ranged"] = 1
	}
	sub := c.sub
	sub.m["copied struct"] = 1
	d := c
	d.m["same object"] = 1
}

func swap(c *counter) map[string]int {
	c.mu.Lock()
	old := c.m
	c.m = make(map[string]int)
	c.mu.Unlock()
	// Taken for a map of its own, which it is because of the lock.
	old["swapped out"] = 1
	return old
}

func copies(c *counter) map[string]int {
	copied := *c
	copied.m["the same map"] = 1
	copied.m = map[string]int{}
	copied.m["a new map"] = 1
	cloned := maps.Clone(c.m)
	// WRONG: not listed, as nothing is known about what maps.Clone returns (it is owned, so that nothing is lost).
	cloned["clone"] = 1
	return cloned
}

func (c counter) byValue() { c.m["the same map"] = 1 }

func (c *counter) get() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.m
}

func through(c *counter, either bool) {
	c.get()["result"] = 1
	m := c.get()
	m["alias of the result"] = 1
	chosen := c.m
	if either {
		chosen = current.m
	}
	// WRONG: one of two maps that others have too, but here it is a variable by itself.
	chosen["either"] = 1
	var x any = c.m
	x.(map[string]int)["asserted"] = 1
	f := func(m map[string]int) { m["argument"] = 1 }
	f(c.m)
	current.m["package variable"] = 1
	current.rows[0]["element"] = 1
}
