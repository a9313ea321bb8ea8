package ir

// Where values go: assignments of every form.
func targets(m map[string]int, s []int, p *struct{ n int }, c chan int) (result int, err error) {
	for k, m[k] = range map[string]int{"a": 1} {
	}
	for m["k"] = range 3 {
	}
	for range c {
	}
	for s[0], p.n = range s {
	}
	m["a"], m["b"] = m["b"], m["a"]
	m["c"] += 2
	m["d"]++
	s[m["i"]] = <-c
	*(&p.n) = 1
	v, ok := m["e"]
	v, again := m["f"]
	_, _ = v, ok
	_ = again
	result, err = two()
	var x, y = two()
	_, _ = x, y
	var zero map[string]int
	zero["g"] = 1
	(m)["h"] = 1
	return two()
}

var k string

func two() (int, error) { return 0, nil }
