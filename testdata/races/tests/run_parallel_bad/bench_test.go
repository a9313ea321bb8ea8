// race: yes

// b.RunParallel runs its body in several goroutines.
package bench

import (
	"testing"
	"time"
)

type memo struct{ values map[int]int }

func (m *memo) square(n int) int {
	if v, ok := m.values[n]; ok { // want? "GMC00[12]"
		return v
	}
	time.Sleep(50 * time.Microsecond) // squares are expensive here
	m.values[n] = n * n               // want? "GMC00[12]"
	return n * n
}

func BenchmarkSquare(b *testing.B) {
	m := &memo{values: map[int]int{}}
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		for n := 0; pb.Next(); n++ {
			m.square(n % 100)
		}
	})
}
