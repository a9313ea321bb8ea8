// Package build tells how the program was built.
package build

// Checks are made in a build with the tag alone.
const Checks = Tracing || Slow

const Slow = !true
