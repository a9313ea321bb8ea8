// race: yes

// The test has the product start the workers that call its double.
package query

import "testing"

type fakeStore struct{ data map[int]int }

func (s *fakeStore) Store(key, value int) {
	s.data[key] = value // want "GMC001"
}

func TestRemember(t *testing.T) {
	s := &fakeStore{data: map[int]int{}}
	keys := make([]int, 4000)
	for i := range keys {
		keys[i] = i
	}
	Remember(s, keys)
}
