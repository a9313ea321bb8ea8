package main

// tagSet is a set of tags.
type tagSet map[string]struct{}

func (s tagSet) add(tag string) {
	s[tag] = struct{}{} // want? "GMC001"
}
