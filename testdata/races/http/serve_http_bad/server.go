package main

import (
	"net/http"
	"time"
)

type proxy struct {
	backends map[string]int
	server   http.Server
}

func newProxy() *proxy {
	p := &proxy{backends: map[string]int{"a": 0, "b": 0}}
	p.server.Handler = p
	return p
}

// ServeHTTP picks the backend with the fewest requests.
func (p *proxy) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	best := ""
	for name, n := range p.backends { // want? "GMC00[12]"
		if best == "" || n < p.backends[best] { // want? "GMC00[12]"
			best = name
		}
	}
	p.backends[best]++ // want? "GMC00[12]"
	time.Sleep(time.Millisecond)
	w.Header().Set("X-Backend", best)
}
