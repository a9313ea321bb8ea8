// race: no

// What a server calls for many connections takes a mutex.
package main

import (
	"crypto/tls"
	"sync"
)

type names struct {
	mu    sync.Mutex
	asked map[string]int
}

func (n *names) config() *tls.Config {
	return &tls.Config{GetCertificate: n.certificate}
}

func (n *names) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked[hello.ServerName]++
	return nil, nil
}

func main() {
	config := (&names{asked: map[string]int{}}).config()
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				config.GetCertificate(&tls.ClientHelloInfo{ServerName: "a"})
			}
		}()
	}
	wg.Wait()
}
