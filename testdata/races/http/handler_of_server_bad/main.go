// race: yes

// Of two objects one is the handler of a server, set in its field; that one is looked at meanwhile.
package main

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

type counter struct {
	mu   sync.Mutex
	hits map[string]int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range 200 {
		c.hits[r.URL.Path]++
	}
}

func main() {
	served := &counter{hits: map[string]int{}}
	kept := &counter{hits: map[string]int{}}
	server := &http.Server{}
	server.Handler = served
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go server.Serve(listener)

	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			get("http://" + listener.Addr().String() + "/")
		}()
	}
	all.Add(1)
	go func() {
		defer all.Done()
		for range 2000 {
			served.hits["/"]++ // want "GMC004"
		}
	}()
	all.Wait()
	fmt.Println(len(kept.hits) > 0)
}

func get(url string) {
	resp, err := http.Get(url)
	if err != nil {
		panic(err)
	}
	resp.Body.Close()
}
