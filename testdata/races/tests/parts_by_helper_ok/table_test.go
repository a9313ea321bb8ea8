// race: no

// The parts of the test run beside each other; each has a server, and one client that calls it.
package sized

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func forEach(t *testing.T, test func(t *testing.T, size int)) {
	for _, size := range []int{1, 2, 3} {
		t.Run("size", func(t *testing.T) {
			t.Parallel()
			test(t, size)
		})
	}
}

func TestTable(t *testing.T) {
	forEach(t, func(t *testing.T, size int) {
		table := &Table{entries: map[string]int{}}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			table.Add(r.URL.Path)
		}))
		defer server.Close()
		for range size {
			if answer, err := http.Get(server.URL + "/a"); err == nil {
				answer.Body.Close()
			}
		}
	})
}
