// race: no

// Two literals of the one object of its type are handed to a runner, which starts a goroutine for each: each has a map of its own.
package main

import (
	"maps"
	"sync"
)

type output struct {
	tags map[string]string
}

func newOutput() *output {
	return &output{tags: map[string]string{}}
}

func (o *output) handler(method string) func(int) {
	return func(rounds int) {
		tags := maps.Clone(o.tags)
		for range rounds {
			tags["method"] = method
		}
	}
}

type runner struct {
	handlers []func(int)
	wait     sync.WaitGroup
}

func (r *runner) start(handler func(int)) {
	r.wait.Add(1)
	go func() {
		defer r.wait.Done()
		handler(3000)
	}()
}

func main() {
	o := newOutput()
	r := &runner{}
	r.start(o.handler("read"))
	r.start(o.handler("write"))
	r.wait.Wait()
}
