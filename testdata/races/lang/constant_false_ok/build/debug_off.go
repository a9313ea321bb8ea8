//go:build !tracing

package build

const Tracing = false
