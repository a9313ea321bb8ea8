// race: no

// An exported method starts a goroutine, and a loop of the same program calls it: once for each of many servers; or it waits for what it started.
package server

import "testing"

func TestStart(t *testing.T) {
	for _, s := range Start([]string{"a", "b", "c", "d"}) {
		s.Wait()
	}
}

func TestFlush(t *testing.T) {
	s := &Store{sizes: map[string]int{}}
	if err := FlushAll(s, [][]string{{"a"}, {"b"}, {"c"}}); err != nil {
		t.Fatal(err)
	}
}
