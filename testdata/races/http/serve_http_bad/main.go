// race: yes

// A type with ServeHTTP, given to http.Server.
package main

import (
	"net"
	"net/http"
	"sync"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	p := newProxy()
	go func() { _ = p.server.Serve(l) }()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				if res, err := http.Get("http://" + l.Addr().String()); err == nil {
					_ = res.Body.Close()
				}
			}
		}()
	}
	wg.Wait()
	_ = p.server.Close()
}
