// race: yes

// The goroutine in which the server listens registers a handler, has it served, and goes on to set up what that needs.
package main

import (
	"io"
	"net"
	"net/http"
	"sync"

	"example.com/start/setup_in_listen_bad/server"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go server.Listen(listener)
	url := "http://" + listener.Addr().String() + "/"
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			answer, err := http.Get(url)
			if err != nil {
				panic(err)
			}
			defer answer.Body.Close()
			_, _ = io.ReadAll(answer.Body)
		}()
	}
	wg.Wait()
}
