// race: no

// Each test calls its server once at a time.
package hook

import (
	"net/http"
	"testing"

	"example.com/tests/support_server_ok/hooktest"
)

func TestHook(t *testing.T) {
	s := hooktest.NewServer()
	defer s.Close()
	for range 2 {
		if answer, err := http.Get(s.URL + "/a"); err == nil {
			answer.Body.Close()
		}
	}
}
