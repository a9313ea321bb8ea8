// race: yes

// The test looks at what the workers have left before they have.
package waits

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReleased(t *testing.T) {
	var mu sync.Mutex
	results := map[int]int{}
	gate := make(chan struct{})
	defer close(gate)
	for n := range 10 {
		go func() {
			if n >= 4 {
				<-gate
				return
			}
			for i := range 2000 {
				mu.Lock()
				results[n] = i
				mu.Unlock()
				time.Sleep(10 * time.Microsecond)
			}
		}()
	}
	for range 20 {
		time.Sleep(time.Millisecond)
		if got := count(results); got > 4 {
			t.Errorf("got %d", got)
		}
	}
	require.Eventually(t, func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(results) == 4 && results[0]+results[1]+results[2]+results[3] == 4*1999
	}, time.Minute, time.Millisecond)
}

func count(results map[int]int) (n int) {
	for range results { // want "GMC004"
		n++
	}
	return n
}
