// Package build tells how the program was built.
package build

// Fast is so unless the tag was given.
const Fast = !Tracing
