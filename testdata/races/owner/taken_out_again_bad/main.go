// race: yes

// Tasks are added before they are started, as tables are filled; but what can be taken out again may be taken out while the package runs them.
package main

import (
	"strconv"
	"time"

	"example.com/owner/taken_out_again_bad/tasks"
)

var commands = map[string]any{"add": tasks.Add, "remove": tasks.Remove}

func main() {
	for i := range 500 {
		commands["add"].(func(string))(strconv.Itoa(i))
	}
	tasks.Start()
	for i := range 500 {
		commands["remove"].(func(string))(strconv.Itoa(i))
	}
	// On a busy machine the package's goroutine comes late.
	time.Sleep(50 * time.Millisecond)
}
