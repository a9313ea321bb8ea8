// Package walk visits names.
package walk

// Each visits all names, one after the other.
func Each(names []string, visit func(string)) {
	for _, name := range names {
		visit(name)
	}
}
