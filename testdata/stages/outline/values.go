package outline

import (
	"fmt"
	. "strings"
	_ "unsafe"

	y "gopkg.in/yaml.v3"
	"k8s.io/api/core/v1"
)

// cache is guarded by mu.
var cache = map[string]int{}

var (
	a, b    int
	c, d    = 1, "two"
	e, f    = pair()
	table   map[string][]string // names by key
	_       fmt.Stringer = Name("x")
	builder Builder
	node    y.Node
	pod     *v1.Pod
	hook    = func() { cache["x"]++ }
)

const Limit = 10

const (
	first Name = "1"
	// second repeats nothing.
	second = iota
	third
	_
	fourth, fifth = iota, "five"
)

func pair() (int, error) { return 0, nil }

type Name string

func (n Name) String() string { return string(n) }
