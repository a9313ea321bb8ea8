// race: no

// An interceptor among others notes who calls.
package main

import (
	"context"
	"sync"

	middleware "github.com/grpc-ecosystem/go-grpc-middleware"
	"google.golang.org/grpc"
)

type service struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (s *service) note(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[req.(string)] = true
	return nil, nil
}

func main() {
	s := &service{seen: map[string]bool{}}
	server := grpc.NewServer(grpc.UnaryInterceptor(middleware.ChainUnaryServer(s.note)))
	server.Serve()
}
