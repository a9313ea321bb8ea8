// race: yes

// A package variable that two handlers write.
package shop

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

func TestCart(t *testing.T) {
	mux := http.NewServeMux()
	Routes(mux)
	var wg sync.WaitGroup
	for _, path := range []string{"/add?user=ann&item=nut", "/clear?user=ann", "/add?user=bob"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", path, nil))
			}
		}()
	}
	wg.Wait()
}
