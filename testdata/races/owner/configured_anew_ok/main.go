// race: no

// What a plugin is configured with arrives by a request, and is put there as a whole: there is one such request.
package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
)

type plugin interface {
	SetConfig(names []string)
}

type driver struct {
	config *config
}

type config struct {
	names   []string
	allowed map[string]bool
}

func (d *driver) SetConfig(names []string) {
	d.config = &config{names: names}
	check(d.config)
	d.config.allowed = make(map[string]bool)
	for _, name := range d.config.names {
		d.config.allowed[name] = true
	}
}

func check(c *config) {
	if len(c.names) == 0 {
		panic("no names")
	}
}

type server struct {
	impl plugin
}

func (s *server) configure(w http.ResponseWriter, r *http.Request) {
	s.impl.SetConfig(strings.Split(r.URL.Path, "/"))
}

func newPlugin() plugin { return &driver{} }

func main() {
	s := &server{impl: newPlugin()}
	mux := http.NewServeMux()
	mux.HandleFunc("/", s.configure)
	mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/a/b", nil))
}
