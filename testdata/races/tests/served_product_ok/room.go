// Package room has rooms, and those who are in them.
package room

import "strconv"

// A Room is used by one goroutine at a time.
type Room struct{ state map[string]int }

func New() *Room { return &Room{state: map[string]int{}} }

func (r *Room) Insert(name string) {
	for n := range 1000 {
		r.state[name+strconv.Itoa(n)]++
	}
}
