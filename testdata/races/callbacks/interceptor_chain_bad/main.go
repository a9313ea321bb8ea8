// race: yes

// An interceptor among others notes who calls.
package main

import (
	"context"

	middleware "github.com/grpc-ecosystem/go-grpc-middleware"
	"google.golang.org/grpc"
)

type service struct {
	seen map[string]bool
}

func (s *service) note(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	s.seen[req.(string)] = true // want "GMC001"
	return nil, nil
}

func main() {
	s := &service{seen: map[string]bool{}}
	server := grpc.NewServer(grpc.UnaryInterceptor(middleware.ChainUnaryServer(s.note)))
	server.Serve()
}
