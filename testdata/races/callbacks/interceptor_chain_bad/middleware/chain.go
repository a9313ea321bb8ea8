// Package grpc_middleware stands in for the real one: a chain of interceptors.
package grpc_middleware

import (
	"context"

	"google.golang.org/grpc"
)

// ChainUnaryServer runs one after the other, all that come before the last in vain.
func ChainUnaryServer(interceptors ...grpc.UnaryServerInterceptor) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (reply any, err error) {
		for _, it := range interceptors {
			reply, err = it(ctx, req, info, handler)
		}
		return reply, err
	}
}
