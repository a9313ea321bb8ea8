// race: yes

// SetLimit(4) leaves four tasks at a time; TryGo starts goroutines as well.
package main

import "golang.org/x/sync/errgroup"

type prober struct {
	up map[string]bool
}

func (p *prober) probe(host string) error {
	p.up[host] = true // want "GMC001"
	return nil
}

func (p *prober) all(hosts []string) error {
	g := new(errgroup.Group)
	g.SetLimit(4)
	for _, host := range hosts {
		for !g.TryGo(func() error { return p.probe(host) }) {
		}
	}
	return g.Wait()
}

func main() {
	p := &prober{up: map[string]bool{}}
	for range 20 {
		_ = p.all([]string{"a", "b", "c", "d"})
	}
}
