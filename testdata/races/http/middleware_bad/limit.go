package limit

import "net/http"

// PerClient limits the requests of each client.
func PerClient(limit int, next http.Handler) http.Handler {
	seen := make(map[string]int)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen[r.RemoteAddr]++            // want? "GMC00[12]"
		if seen[r.RemoteAddr] > limit { // want? "GMC00[12]"
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}
