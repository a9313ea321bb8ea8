// race: yes

// The test has clients that call at the same time.
package room

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

func TestInsert(t *testing.T) {
	r := New()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.Insert(req.URL.Path)
	}))
	defer server.Close()
	var clients sync.WaitGroup
	for _, path := range []string{"/a", "/b", "/c", "/d"} {
		clients.Add(1)
		go func() {
			defer clients.Done()
			for range 20 {
				if answer, err := http.Get(server.URL + path); err == nil {
					answer.Body.Close()
				}
			}
		}()
	}
	clients.Wait()
}
