package login

import "net/http"

// Routes returns the login service.
func Routes() *http.ServeMux {
	mux := http.NewServeMux()
	sessions := make(map[string]string)
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		user := r.FormValue("user")
		sessions[user] = r.RemoteAddr // want? "GMC00[12]"
	})
	mux.Handle("GET /whoami", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := sessions[r.FormValue("user")]; !ok { // want? "GMC00[12]"
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	return mux
}
