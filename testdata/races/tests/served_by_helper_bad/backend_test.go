// race: yes

package backend

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

func TestBackendCalls(t *testing.T) {
	b := NewTestBackend()
	server := httptest.NewServer(http.HandlerFunc(b.Handle))
	defer server.Close()
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			if response, err := http.Get(server.URL); err == nil {
				response.Body.Close()
			}
		}()
	}
	all.Wait()
}
