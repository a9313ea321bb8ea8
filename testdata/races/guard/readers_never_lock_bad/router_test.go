// race: yes

// Whoever changes the table takes the lock; those who only look, messages that come in among them, never do.
package router

import (
	"sync"
	"testing"
)

func TestSend(t *testing.T) {
	r := New()
	start := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			r.Register("a")
			r.Deregister("a")
		}
	}()
	go func() {
		defer wg.Done()
		<-start
		for range 100 {
			r.Send("a")
		}
	}()
	close(start)
	wg.Wait()
}
