// race: yes

// Closures registered with a ServeMux share a map of the function that registers them.
package login

import (
	"net/http/httptest"
	"sync"
	"testing"
)

func TestLogin(t *testing.T) {
	mux := Routes()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", "/login?user=ann", nil))
			mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/whoami?user=ann", nil))
		}()
	}
	wg.Wait()
}
