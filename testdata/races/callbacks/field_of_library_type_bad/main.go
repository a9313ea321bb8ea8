// race: yes

// A server calls the functions in its configuration for many connections at once.
package main

import (
	"crypto/tls"
	"sync"
)

type names struct {
	asked map[string]int
}

func (n *names) config() *tls.Config {
	return &tls.Config{GetCertificate: n.certificate}
}

func (n *names) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	n.asked[hello.ServerName]++ // want "GMC001"
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
