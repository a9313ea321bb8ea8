// race: yes

// net/rpc runs every call in a goroutine.
package main

import (
	"net"
	"net/rpc"
	"sync"
)

// Store is an RPC service.
type Store struct {
	values map[string]string
}

// Pair is a key and its value.
type Pair struct{ Key, Value string }

// Set stores a pair.
func (s *Store) Set(p Pair, done *bool) error {
	s.values[p.Key] = p.Value // want "GMC001"
	*done = true
	return nil
}

func main() {
	server := rpc.NewServer()
	if err := server.Register(&Store{values: map[string]string{}}); err != nil {
		panic(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		local, remote := net.Pipe()
		go server.ServeConn(remote)
		client := rpc.NewClient(local)
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer client.Close()
			for range 20 {
				var done bool
				_ = client.Call("Store.Set", Pair{"k", "v"}, &done)
			}
		}()
	}
	wg.Wait()
}
