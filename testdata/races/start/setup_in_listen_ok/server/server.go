// Package server answers with what it was set up with.
package server

import (
	"fmt"
	"net"
	"net/http"
)

var allowed = map[string]bool{}

func allow(hosts ...string) {
	for _, host := range hosts {
		allowed[host] = true
	}
}

// Listen serves until the listener fails.
func Listen(listener net.Listener) {
	allow("localhost", "127.0.0.1")
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, allowed[r.Host])
	})
	_ = http.Serve(listener, mux)
}
