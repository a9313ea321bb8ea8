// race: no

// Only the test that registers a tracer asks for one: the others leave the option unset.
package fixtures

import (
	"testing"
	"time"
)

type Options struct {
	Tracer *string
}

var tracers = map[string]func(){}

func register(name string, tracer func()) {
	tracers[name] = tracer
}

func trace(options *Options) {
	if options.Tracer != nil {
		tracers[*options.Tracer]()
	}
	time.Sleep(time.Millisecond)
}

func TestHooks(t *testing.T) {
	t.Parallel()
	name := "state"
	register(name, func() {})
	trace(&Options{Tracer: &name})
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for _, options := range []*Options{{}, {}} {
		trace(options)
	}
}
