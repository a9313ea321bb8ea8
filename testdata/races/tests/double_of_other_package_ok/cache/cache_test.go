package cache

import "testing"

type fakeNode struct{ vals map[int]int }

func (n *fakeNode) Set(key, value int) {
	n.vals[key] = value
}

func TestFill(t *testing.T) {
	n := &fakeNode{vals: map[int]int{}}
	Fill(n, 3)
	if len(n.vals) != 3 {
		t.Fatal(n.vals)
	}
}
