// race: no

package part

import "testing"

func TestEncoders(t *testing.T) {
	i := NewIndexer()
	i.Start()
	e := NewEncoder()
	for range 100 {
		e.Add("a")
		i.jobs <- "a"
	}
	i.Stop()
}
