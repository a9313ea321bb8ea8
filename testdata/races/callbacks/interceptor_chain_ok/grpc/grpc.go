// Package grpc stands in for the real one: a server that calls its interceptor for each request.
package grpc

import (
	"context"
	"sync"
)

// UnaryServerInfo says which method it is.
type UnaryServerInfo struct{}

// UnaryHandler handles a request.
type UnaryHandler func(ctx context.Context, req any) (any, error)

// UnaryServerInterceptor comes before it.
type UnaryServerInterceptor func(ctx context.Context, req any, info *UnaryServerInfo, handler UnaryHandler) (any, error)

// ServerOption is an option.
type ServerOption func(*Server)

// UnaryInterceptor sets the interceptor.
func UnaryInterceptor(i UnaryServerInterceptor) ServerOption {
	return func(s *Server) { s.interceptor = i }
}

// Server serves.
type Server struct{ interceptor UnaryServerInterceptor }

// NewServer makes one.
func NewServer(options ...ServerOption) *Server {
	s := &Server{}
	for _, option := range options {
		option(s)
	}
	return s
}

// Serve serves a few requests.
func (s *Server) Serve() {
	var wg sync.WaitGroup
	for _, req := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				s.interceptor(context.Background(), req, nil, nil)
			}
		}()
	}
	wg.Wait()
}
