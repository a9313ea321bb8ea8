// race: yes

// http.Client calls a RoundTripper from all its callers' goroutines.
package fetch

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
)

type canned struct{}

func (canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Request: r, Body: io.NopCloser(strings.NewReader("x"))}, nil
}

func TestConcurrentGets(t *testing.T) {
	client := &http.Client{Transport: NewCaching(canned{})}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if res, err := client.Get("http://example.com/"); err == nil {
				res.Body.Close()
			}
		}()
	}
	wg.Wait()
}
