// Package backend has a server for tests outside of the files that tests are in.
package backend

import "net/http"

type TestBackend struct {
	calls map[string]int
}

func NewTestBackend() *TestBackend {
	return &TestBackend{calls: make(map[string]int)}
}

func (b *TestBackend) Handle(w http.ResponseWriter, r *http.Request) {
	for range 10000 {
		b.calls[r.Method]++ // want "GMC001"
	}
}
