// race: no

// The handler of the test works on an object of the test; the client waits for each answer.
package room

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestInsert(t *testing.T) {
	r := New()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.Insert(req.URL.Path)
	}))
	defer server.Close()
	for _, path := range []string{"/a", "/b", "/c"} {
		if answer, err := http.Get(server.URL + path); err == nil {
			answer.Body.Close()
		}
	}
}
