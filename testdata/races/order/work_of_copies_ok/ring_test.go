// race: no

// Each goroutine waits for its turn in each round, and hands the turn on to the next one.
package ring

import (
	"reflect"
	"testing"
)

func TestRing(t *testing.T) {
	r := New()
	last := &Worker{turn: make(chan int, 1)}
	first := &Worker{turn: make(chan int, 1), next: last}
	last.next = first
	for _, w := range []*Worker{first, last} {
		reflect.ValueOf(r).MethodByName("Start").Call([]reflect.Value{reflect.ValueOf(w)})
	}
	first.turn <- 100
	r.wg.Wait()
}
