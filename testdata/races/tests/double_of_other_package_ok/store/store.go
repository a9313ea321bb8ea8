// Package store is tested.
package store
