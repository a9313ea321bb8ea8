// race: no

// The goroutine is started by whoever has called Do.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

type transport struct {
	once   sync.Once
	protos map[string]int
}

func (t *transport) setup() {
	t.protos = make(map[string]int)
	for range 20 {
		t.protos["h2"]++
		time.Sleep(time.Millisecond)
	}
}

func (t *transport) dial(done chan int) {
	go func() {
		done <- t.protos["h2"]
	}()
}

func (t *transport) ServeHTTP(http.ResponseWriter, *http.Request) {
	done := make(chan int)
	t.once.Do(t.setup)
	t.dial(done)
	<-done
}

func main() {
	s := httptest.NewServer(&transport{protos: make(map[string]int)})
	defer s.Close()
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			if answer, err := http.Get(s.URL); err == nil {
				answer.Body.Close()
			}
		}()
	}
	all.Wait()
}
