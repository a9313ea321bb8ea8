// race: no

// Tasks are added before they are started, as tables are filled.
package main

import (
	"strconv"

	"example.com/owner/taken_out_again_ok/tasks"
)

var commands = map[string]any{"add": tasks.Add}

func main() {
	for i := range 500 {
		commands["add"].(func(string))(strconv.Itoa(i))
	}
	tasks.Start()
}
