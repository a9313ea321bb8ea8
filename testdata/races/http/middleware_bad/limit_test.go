// race: yes

// The closure of a middleware keeps a map between requests.
package limit

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

func TestPerClient(t *testing.T) {
	h := PerClient(3, http.NotFoundHandler())
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		}()
	}
	wg.Wait()
}
