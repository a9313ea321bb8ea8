// race: no

// Each case registers a handler and sends one request; the handler decodes into a variable of the function around it.
package served

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

type request struct {
	Options map[string]string
}

var last request

func register(mux *http.ServeMux) {
	mux.HandleFunc("/create", func(w http.ResponseWriter, r *http.Request) {
		json.NewDecoder(r.Body).Decode(&last)
	})
}

func TestCases(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			mux := http.NewServeMux()
			register(mux)
			server := httptest.NewServer(mux)
			defer server.Close()
			answer, err := http.Post(server.URL+"/create", "", strings.NewReader(`{"Options": {"a": "b"}}`))
			if err == nil {
				answer.Body.Close()
			}
		})
	}
}
