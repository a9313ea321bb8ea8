// race: no

// Each request makes a tracker of its own; its goroutines share it under its lock, and it is read when they have ended.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type tracker struct {
	mu    sync.Mutex
	names map[string]string
	order []string
}

func (t *tracker) add(id, name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.names == nil {
		t.names = map[string]string{}
	}
	t.names[id] = name
	t.order = append(t.order, id)
}

func each(ids []string, visit func(id string)) {
	for _, id := range ids {
		visit(id)
	}
}

// Push uploads what the request names.
func Push(ids []string) int {
	t := &tracker{}
	each(ids, func(id string) { t.add(id, "layer "+id) })
	total := 0
	for _, id := range t.order {
		total += len(t.names[id])
	}
	return total
}

func serve(w http.ResponseWriter, r *http.Request) {
	Push([]string{"a", "b"})
}

func main() {
	server := httptest.NewServer(http.HandlerFunc(serve))
	defer server.Close()
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if answer, err := http.Get(server.URL); err == nil {
				answer.Body.Close()
			}
		}()
	}
	wg.Wait()
}
