// race: no

// A service starts, works and stops: one function after the other, whoever runs them.
package main

import (
	"context"

	"github.com/grafana/dskit/services"
)

type generator struct {
	*services.BasicService
	streams map[string]int
}

func newGenerator() *generator {
	g := &generator{streams: map[string]int{}}
	g.BasicService = services.NewBasicService(g.starting, g.running, g.stopping)
	return g
}

func (g *generator) starting(context.Context) error {
	for _, tenant := range []string{"a", "b", "c"} {
		g.streams[tenant] = len(tenant)
	}
	return nil
}

func (g *generator) running(context.Context) error {
	for tenant := range g.streams {
		g.streams[tenant]++
	}
	return nil
}

func (g *generator) stopping(error) error {
	clear(g.streams)
	return nil
}

func main() {
	g := newGenerator()
	_ = g.StartAsync(context.Background())
	_ = g.AwaitTerminated(context.Background())
}
