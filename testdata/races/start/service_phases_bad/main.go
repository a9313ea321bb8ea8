// race: yes

// What the first function of a service leaves running is there while the next one works.
package main

import (
	"context"

	"github.com/grafana/dskit/services"
)

type generator struct {
	*services.BasicService
	streams map[int]int
	done    chan struct{}
}

func newGenerator() *generator {
	g := &generator{streams: map[int]int{}, done: make(chan struct{})}
	g.BasicService = services.NewBasicService(g.starting, g.running, g.stopping)
	return g
}

func (g *generator) starting(context.Context) error {
	go func() {
		defer close(g.done)
		for i := range 1000 {
			g.streams[i] = i // want? "GMC00[12]"
		}
	}()
	return nil
}

func (g *generator) running(context.Context) error {
	for i := range 1000 {
		g.streams[i]++ // want? "GMC00[12]"
	}
	return nil
}

func (g *generator) stopping(error) error {
	<-g.done
	return nil
}

func main() {
	g := newGenerator()
	_ = g.StartAsync(context.Background())
	_ = g.AwaitTerminated(context.Background())
}
