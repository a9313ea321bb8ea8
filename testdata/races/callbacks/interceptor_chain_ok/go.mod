module example.com/callbacks/interceptor_chain_ok

go 1.24

require (
	github.com/grpc-ecosystem/go-grpc-middleware v0.0.0
	google.golang.org/grpc v0.0.0
)

replace (
	github.com/grpc-ecosystem/go-grpc-middleware => ./middleware
	google.golang.org/grpc => ./grpc
)
