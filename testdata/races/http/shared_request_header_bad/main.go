// race: yes

// One header for the requests of all goroutines.
package main

import (
	"net/http"
	"sync"
)

type api struct {
	header http.Header
}

func (a *api) request(path, id string) (*http.Request, error) {
	req, err := http.NewRequest("GET", "http://example.com"+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header = a.header
	req.Header.Set("X-Request-Id", id) // want "GMC001"
	return req, nil
}

func main() {
	a := &api{header: http.Header{"Accept": {"application/json"}}}
	var wg sync.WaitGroup
	for _, id := range []string{"1", "2", "3", "4"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, _ = a.request("/", id)
		}()
	}
	wg.Wait()
}
