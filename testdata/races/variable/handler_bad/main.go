// race: yes

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
)

func register(mux *http.ServeMux) {
	last := ""
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		last = r.URL.Path   // want? "GMC111 variable `last`"
		fmt.Fprint(w, last) // want? "GMC111 variable `last`"
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
