// race: no

// A trace is told the headers of its own request, one after the other.
package main

import (
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"sync"
)

type tracer struct {
	headers map[string]int
}

func newTrace() *httptrace.ClientTrace {
	t := &tracer{headers: map[string]int{}}
	return &httptrace.ClientTrace{WroteHeaderField: t.wroteHeader}
}

func (t *tracer) wroteHeader(key string, values []string) {
	t.headers[key] = len(values)
}

func get(url string) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		panic(err)
	}
	res, err := http.DefaultClient.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), newTrace())))
	if err != nil {
		panic(err)
	}
	res.Body.Close()
}

func main() {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			get(server.URL)
		}()
	}
	wg.Wait()
}
