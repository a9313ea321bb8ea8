// Package hook has hooks.
package hook
