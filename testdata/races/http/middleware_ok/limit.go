package limit

import (
	"net/http"
	"sync"
)

// PerClient limits the requests of each client.
func PerClient(limit int, next http.Handler) http.Handler {
	var mu sync.Mutex
	seen := make(map[string]int)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		seen[r.RemoteAddr]++
		over := seen[r.RemoteAddr] > limit
		mu.Unlock()
		if over {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}
