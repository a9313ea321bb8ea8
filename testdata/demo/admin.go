package main

import (
	"fmt"
	"net/http"
)

// Admin registers the pages for operators.
func (h *Hub) Admin(mux *http.ServeMux) {
	mux.HandleFunc("/count", h.count)
	mux.HandleFunc("/sessions", h.list)
}

func (h *Hub) count(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, h.Len())
}

func (h *Hub) list(w http.ResponseWriter, r *http.Request) {
	for id := range h.sessions {
		fmt.Fprintln(w, id)
	}
}
