// Package tasks runs tasks by name.
package tasks

import "time"

var all = map[string]int{}

// Add has a task run from now on.
func Add(name string) { all[name] = len(name) }

// Start runs what there is, again and again.
func Start() {
	go func() {
		for {
			for name := range all {
				_ = name
			}
			time.Sleep(time.Microsecond)
		}
	}()
}
