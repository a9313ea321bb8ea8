package main

import (
	"fmt"
	"net/http"
)

// Admin shows the hub.
type Admin struct{ hub *Hub }

// Register adds the admin pages.
func (a *Admin) Register(mux *http.ServeMux) {
	mux.HandleFunc("/clients", a.list)
}

func (a *Admin) list(w http.ResponseWriter, _ *http.Request) {
	for id, name := range a.hub.clients { // want "GMC00[24]"
		fmt.Fprintln(w, id, name)
	}
}
