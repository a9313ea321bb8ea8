// race: yes

// The hooks of a reverse proxy run in the handlers' goroutines.
package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strings"
	"sync"
)

type canned struct{}

func (canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Request: r, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("x"))}, nil
}

type gateway struct{ hits map[string]int }

func (g *gateway) proxy() *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Transport: canned{},
		Rewrite: func(r *httputil.ProxyRequest) {
			g.hits[r.In.URL.Path]++ // want "GMC001"
			r.Out.URL.Host = "backend"
		},
	}
}

func main() {
	g := &gateway{hits: map[string]int{}}
	proxy := g.proxy()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 5 {
				proxy.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
			}
		}()
	}
	wg.Wait()
}
