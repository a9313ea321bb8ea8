// race: yes

package ipam

import (
	"strconv"
	"sync"
	"testing"
)

func TestManager(t *testing.T) {
	m := New()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 100 {
				pod := strconv.Itoa(worker*100 + i)
				if worker%2 == 0 {
					m.Random(pod)
				} else {
					m.Release(pod)
				}
			}
		}()
	}
	wg.Wait()
}
