module github.com/grpc-ecosystem/go-grpc-middleware

go 1.24

require google.golang.org/grpc v0.0.0
