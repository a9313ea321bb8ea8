// Package flags keeps features.
package flags

type features struct {
	set map[string]bool
}

var known features

// Enable is for main, before anything goes on.
func Enable(names ...string) {
	if known.set == nil {
		known.set = map[string]bool{}
	}
	for _, name := range names {
		known.set[name] = true
	}
}

// Disable is for tests.
func Disable(names ...string) {
	for _, name := range names {
		delete(known.set, name)
	}
}

func Has(name string) bool {
	return known.set[name]
}
