package calls

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

type job struct{ m map[string]int }

func (j *job) run()                                              {}
func (j *job) try() error                                        { return nil }
func (j *job) ServeHTTP(w http.ResponseWriter, r *http.Request) {}

// What starts goroutines, or runs functions some time.
func launchers(ctx context.Context, j *job, mux *http.ServeMux, once *sync.Once) {
	go j.run()
	go func() { j.run() }()
	for range 3 {
		go j.run()
	}
	var wg sync.WaitGroup
	wg.Go(j.run)
	wg.Go(func() { j.run() })
	g, ctx := errgroup.WithContext(ctx)
	// WRONG: g is not known to be an errgroup.Group; both start goroutines.
	g.Go(j.try)
	g.TryGo(func() error { return nil })
	var plain errgroup.Group
	plain.Go(j.try)
	time.AfterFunc(1, j.run)
	context.AfterFunc(ctx, j.run)
	http.Handle("/a", j)
	// A handler is known by its type and by where it goes: listed twice.
	http.HandleFunc("/b", j.ServeHTTP)
	mux.Handle("/c", http.HandlerFunc(j.ServeHTTP))
	mux.HandleFunc("/d", func(w http.ResponseWriter, r *http.Request) {})
	http.ListenAndServe(":0", j)
	server := &http.Server{Handler: j}
	go server.ListenAndServe()
	once.Do(j.run)
	// WRONG: it runs in the call of f, not here.
	f := sync.OnceFunc(j.run)
	f()
	var m sync.Map
	m.Range(func(k, v any) bool { return true })
	pool := sync.Pool{New: func() any { return j }}
	pool.Get()
}
