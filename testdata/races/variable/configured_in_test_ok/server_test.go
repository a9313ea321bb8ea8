// race: no

// The test waits in a way of its own until the first server is up, and closed again, before it starts the second.
package server

import (
	"net"
	"os"
	"sync/atomic"
	"testing"
	"time"
)

var down atomic.Int32

func awaitDown(servers int32) {
	for down.Load() != servers {
		time.Sleep(time.Millisecond)
	}
}

func TestMain(m *testing.M) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		serve("/first", first)
		down.Add(1)
	}()
	_ = first.Close()
	awaitDown(1)
	second, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		serve("/second", second)
		down.Add(1)
	}()
	code := m.Run()
	_ = second.Close()
	awaitDown(2)
	os.Exit(code)
}

func TestSettings(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
}
