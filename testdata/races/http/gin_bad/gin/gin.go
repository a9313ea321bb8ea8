// Package gin stands in for github.com/gin-gonic/gin: routes whose handlers run in the goroutines of net/http.
package gin

import "net/http"

// Context is one request.
type Context struct {
	Request *http.Request
	Writer  http.ResponseWriter
	// Keys is free for the handlers of the request.
	Keys map[string]any
}

// HandlerFunc serves a request.
type HandlerFunc func(*Context)

// H is what JSON is given.
type H map[string]any

// Engine routes requests.
type Engine struct{ mux *http.ServeMux }

// New returns an engine without routes.
func New() *Engine { return &Engine{mux: http.NewServeMux()} }

// GET adds a route.
func (e *Engine) GET(path string, handler HandlerFunc) {
	e.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
		handler(&Context{Request: r, Writer: w})
	})
}

// ServeHTTP serves.
func (e *Engine) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

// Query returns a parameter of the URL.
func (c *Context) Query(name string) string { return c.Request.URL.Query().Get(name) }

// String answers with text.
func (c *Context) String(code int, text string) {
	c.Writer.WriteHeader(code)
	_, _ = c.Writer.Write([]byte(text))
}
