// Package outline holds declarations of types in every form.
package outline

import (
	"net/http"
	"sync"
)

// Name is declared alone.
type Name string

// Documentation of a group: belongs to no member.
type (
	// Table has a comment of its own.
	Table map[string]int
	Nested map[string]map[Name][]*Row // a comment at the end of the line

	// A comment that stands apart.

	Row struct {
		Key, Label string
		tags       map[string]struct{} `json:"tags"`
		matrix     [4][2]float64
		next       *Row
	}
)

// Server embeds by value, by pointer, from a package, and a generic one.
type Server struct {
	sync.RWMutex
	*http.Server
	Row
	List[string]
	*Tree[int, *Row]

	// guarded by RWMutex
	sessions map[string]*Row
	inner    struct {
		sync.Mutex
		hits map[Name]int
	}
	_     [0]func()
	in    <-chan Row
	out   chan<- *Row
	both  chan (<-chan int)
	hook  func(key string, values ...int) (n int, err error)
	pairs []struct{ a, b int }
	any   interface{}
}

type List[T any] struct{ items []T }

type Tree[K comparable, V interface{ Key() K }] struct {
	left, right *Tree[K, V]
	value       V
}

type Number interface {
	~int | ~int64 | float64
}

type Store interface {
	sync.Locker
	Get(key string) (value int, ok bool)
	Put(string, int)
	comparable
	Each(func(string, int) bool)
}

type Alias = Server
type Set[T comparable] = map[T]struct{}
type Handler func(http.ResponseWriter, *http.Request)
type Callback = func(error)

func local() {
	type Table struct{ rows []Row }
	if true {
		type row = Table
		var r row
		_ = r
	}
}
