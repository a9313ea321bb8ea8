// race: no

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
)

func register(mux *http.ServeMux) {
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		var err error
		logged(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err = fmt.Fprint(w, r.URL.Path)
		})).ServeHTTP(w, r)
		if err != nil {
			panic(err)
		}
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
	})
}

func main() {
	mux := http.NewServeMux()
	register(mux)
	var wg sync.WaitGroup
	start := make(chan struct{})
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			request := httptest.NewRequest("GET", "/a", nil)
			<-start
			mux.ServeHTTP(httptest.NewRecorder(), request)
		}()
	}
	close(start)
	wg.Wait()
}
