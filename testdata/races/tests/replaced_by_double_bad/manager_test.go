// race: yes

// What calls for each end, in parallel, is there beside the double.
package plugin

import (
	"strconv"
	"testing"
	"time"
)

type recorder struct{ made map[string]bool }

func (r *recorder) Create(id string) {
	for range 100 {
		r.made[id] = true // want "GMC001"
	}
}

func TestEnded(t *testing.T) {
	r := &recorder{made: map[string]bool{}}
	var ids []string
	for id := range 50 {
		ids = append(ids, strconv.Itoa(id))
	}
	Watch(r, ids)
	time.Sleep(50 * time.Millisecond)
}
