// Package server answers with what it was set up with.
package server

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
)

var allowed = map[string]bool{}

func allow(hosts ...string) {
	for _, host := range hosts {
		allowed[host] = true
	}
}

// Listen serves until the listener fails.
func Listen(listener net.Listener) {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		for n := range 20000 {
			if allowed[strconv.Itoa(n)] { // want "GMC002"
				fmt.Fprint(w, n)
			}
		}
	})
	go func() { _ = http.Serve(listener, mux) }()
	for n := range 2_000_000 {
		allow(strconv.Itoa(n % 1000))
	}
}
