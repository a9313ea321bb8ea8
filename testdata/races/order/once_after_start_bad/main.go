// race: yes

// The goroutine is started before Do is called.
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
		t.protos["h2"]++ // want? "GMC00[12]"
		time.Sleep(time.Millisecond)
	}
}

func (t *transport) dial(done chan int) {
	go func() {
		done <- t.protos["h2"] // want? "GMC00[12]"
	}()
}

func (t *transport) ServeHTTP(http.ResponseWriter, *http.Request) {
	done := make(chan int)
	t.dial(done)
	t.once.Do(t.setup)
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
