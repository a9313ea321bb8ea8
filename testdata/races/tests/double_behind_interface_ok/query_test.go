// race: no

// The double is put where its package works alone: no test of it comes to the workers that call such a thing in parallel.
package query

import "testing"

type fakeStore struct{ data map[int]int }

func (s *fakeStore) Store(key, value int) {
	s.data[key] = value
}

func TestRemember(t *testing.T) {
	s := &fakeStore{data: map[int]int{}}
	Remember(s, []int{1, 2, 3})
	if len(s.data) != 3 {
		t.Fatal(s.data)
	}
}
