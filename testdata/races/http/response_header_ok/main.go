// race: no

// Headers of the request and of the response belong to the request.
package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Frame-Options", "DENY")
		w.Header().Del("Server")
		r.Header.Set("X-Checked", "yes")
		query := r.URL.Query()
		query.Set("page", "1")
		next.ServeHTTP(w, r)
	})
}

func hello(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header["X-Hello"] = []string{r.Header.Get("X-Checked")}
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	server := httptest.NewServer(secure(http.HandlerFunc(hello)))
	defer server.Close()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				if res, err := http.Get(server.URL); err == nil {
					_ = res.Body.Close()
				}
			}
		}()
	}
	wg.Wait()
}
