// Package clients has tests alone.
package clients
