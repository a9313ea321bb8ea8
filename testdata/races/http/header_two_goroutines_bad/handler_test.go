// race: yes

// A handler starts a goroutine that sets a header while the handler sets one, too.
package handler

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func handler(w http.ResponseWriter, _ *http.Request) {
	done := make(chan struct{})
	header := w.Header()
	go func() {
		defer close(done)
		header.Set("X-Trace", "1") // want? "GMC00[12]"
	}()
	header.Set("Content-Type", "text/plain") // want? "GMC00[12]"
	<-done
}

func TestHandler(t *testing.T) {
	for range 50 {
		handler(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}
}
