// Command demo is a small server with map races in it. gomapcheck finds them:
//
//	gomapcheck -C testdata/demo
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	hub := NewHub()
	admin := http.NewServeMux()
	hub.Admin(admin)
	go func() { log.Fatal(http.ListenAndServe("localhost:8081", admin)) }()

	listener, err := net.Listen("tcp", "localhost:8080")
	if err != nil {
		log.Fatal(err)
	}
	hub.Run(listener)
}
