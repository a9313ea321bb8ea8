// race: no

package backend

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestBackendCalls(t *testing.T) {
	b := NewTestBackend()
	server := httptest.NewServer(http.HandlerFunc(b.Handle))
	defer server.Close()
	for range 3 {
		response, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
}
