// race: no

// The test sends one request after the other.
package served

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

func TestHeaders(t *testing.T) {
	captured := map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 20 {
			captured[r.URL.Path] = r.Method
			time.Sleep(time.Millisecond)
		}
	}))
	defer server.Close()
	var wg sync.WaitGroup
	for _, path := range []string{"/a", "/b", "/c", "/d"} {
		if resp, err := http.Get(server.URL + path); err == nil {
			resp.Body.Close()
		}
	}
	wg.Wait()
}
