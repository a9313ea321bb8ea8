// race: yes

package promising

import (
	"sync"
	"testing"
)

func TestPromises(t *testing.T) {
	task := &Task{open: make(map[*Promise]struct{})}
	var done sync.WaitGroup
	for range 20 {
		done.Add(1)
		Go(NewPromise(task), &done)
	}
	done.Wait()
}
