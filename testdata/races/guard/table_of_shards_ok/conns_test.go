// race: no

// The objects of all shards are gathered and looked through under the lock of each; what was taken out of a table belongs to whoever took it.
package conns

import (
	"sync"
	"testing"
)

func TestTrim(t *testing.T) {
	m := New()
	m.Connected("a", "1")
	start := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			m.Connected("a", "2")
			m.Disconnected("a", "2")
		}
	}()
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			m.Surplus()
		}
	}()
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			m.Drain("a")
		}
	}()
	close(start)
	wg.Wait()
}
