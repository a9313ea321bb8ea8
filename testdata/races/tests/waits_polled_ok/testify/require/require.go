// Package require is a stand-in for the package of this path.
package require

import (
	"testing"
	"time"
)

// Eventually asks the condition in a goroutine, at each tick.
func Eventually(t *testing.T, condition func() bool, waitFor, tick time.Duration) {
	t.Helper()
	answers := make(chan bool, 1)
	for range waitFor / tick {
		go func() { answers <- condition() }()
		if <-answers {
			return
		}
		time.Sleep(tick)
	}
	t.Fatal("never")
}
