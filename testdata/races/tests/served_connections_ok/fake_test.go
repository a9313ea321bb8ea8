// race: no

// A fake server of a test: the test opens one connection.
package fake

import (
	"bufio"
	"net"
	"sync"
	"testing"
	"time"
)

type fakeServer struct {
	net.Listener
	enabled map[string]bool
	wg      sync.WaitGroup
}

func (s *fakeServer) listen() {
	for {
		c, err := s.Accept()
		if err != nil {
			return
		}
		s.wg.Add(1)
		go s.handle(c)
	}
}

func (s *fakeServer) handle(c net.Conn) {
	defer s.wg.Done()
	defer c.Close()
	line, _ := bufio.NewReader(c).ReadString('\n')
	for range 20 {
		s.enabled[line] = true
		time.Sleep(time.Millisecond)
	}
}

func ask(t *testing.T, address string) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Error(err)
		return
	}
	defer c.Close()
	c.Write([]byte("enable\n"))
	c.Read(make([]byte, 1))
}

func TestAsk(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &fakeServer{Listener: l, enabled: map[string]bool{}}
	go s.listen()
	ask(t, l.Addr().String())
	l.Close()
	s.wg.Wait()
}
