// race: yes

// The command itself goes on beside the goroutine that it has started.
package main

import (
	"strconv"
	"sync"

	"github.com/spf13/cobra"
)

var info = map[string]string{}

var command = &cobra.Command{Use: "status", Run: status}

func status(_ *cobra.Command, _ []string) {
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		for n := range 1000 {
			info[strconv.Itoa(n)] = "a" // want? "GMC001"
		}
	}()
	for n := range 1000 {
		info[strconv.Itoa(n)] = "b" // want? "GMC001"
	}
	done.Wait()
}

func main() {
	info["release"] = "1.0"
	command.Execute()
}
