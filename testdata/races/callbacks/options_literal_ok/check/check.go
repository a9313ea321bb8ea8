// Package check validates what it is asked to, with what its callers know.
package check

type Options struct {
	Known func(name string) bool
	Limit int
}

// Valid reports whether the name may be used.
func Valid(name string, options *Options) bool {
	return len(name) < options.Limit && !options.Known(name)
}
