// race: no

// Each goroutine copies the options, and gives its copy a map of its own before it passes the copy on.
package main

import (
	"maps"
	"sync"
)

type base struct{ args map[string]string }

type options struct {
	base
	name string
}

func set(args map[string]string, key string) {
	args[key] = key
}

func convert(opt options) {
	set(opt.args, opt.name)
}

func main() {
	shared := options{base: base{args: map[string]string{"a": "b"}}}
	var all sync.WaitGroup
	for _, name := range []string{"x", "y", "z"} {
		all.Add(1)
		go func() {
			defer all.Done()
			opt := shared
			opt.args = maps.Clone(opt.args)
			opt.name = name
			convert(opt)
		}()
	}
	all.Wait()
}
