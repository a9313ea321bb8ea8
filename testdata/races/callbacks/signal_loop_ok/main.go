// race: no

// signal.Notify starts no callback: one loop receives.
package main

import (
	"os"
	"os/signal"
	"time"
)

func main() {
	counts := make(map[string]int)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	defer signal.Stop(signals)
	timeout := time.After(5 * time.Millisecond)
	for {
		select {
		case s := <-signals:
			counts[s.String()]++
		case <-timeout:
			counts["timeout"]++
			return
		}
	}
}
