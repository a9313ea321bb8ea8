// race: no

// The subscribers of all topics are cleaned up under the lock of each.
package topics

import (
	"sync"
	"testing"
)

func TestReload(t *testing.T) {
	server := NewServer()
	topic := server.Topic("a")
	for i := range 100 {
		topic.Keep(string(rune('a'+i)), i)
	}
	start := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		<-start
		server.Reload(func(value int) bool { return value < 10 })
	}()
	go func() {
		defer wg.Done()
		<-start
		for i := range 100 {
			topic.Keep("b", i)
			topic.Forget("b")
			server.Topic("c").Forget("d")
		}
	}()
	close(start)
	wg.Wait()
}
