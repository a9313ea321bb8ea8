// race: yes

// A goroutine for every connection, all of them with the server's map.
package main

import (
	"bufio"
	"net"
	"sync"
)

type server struct {
	wg      sync.WaitGroup
	clients map[string]int
}

func (s *server) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		s.wg.Add(1)
		go s.handle(conn)
	}
}

func (s *server) handle(conn net.Conn) {
	defer s.wg.Done()
	defer conn.Close()
	name, _ := bufio.NewReader(conn).ReadString('\n')
	s.clients[name]++ // want "GMC001"
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	s := &server{clients: map[string]int{}}
	accepting := make(chan struct{})
	go func() {
		defer close(accepting)
		s.serve(l)
	}()
	for range 8 {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			panic(err)
		}
		_, _ = conn.Write([]byte("ann\n"))
		defer conn.Close()
	}
	l.Close()
	<-accepting
	s.wg.Wait()
}
