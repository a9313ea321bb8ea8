// race: no

// A package variable keeps the command, which starts a goroutine; `main` fills the table before it runs the command.
package main

import (
	"fmt"
	"os"
	"sync"

	"github.com/spf13/cobra"
)

var (
	mu   sync.RWMutex
	info = map[string]string{}
)

func setInfo(key, value string) { info[key] = value }

var command = &cobra.Command{Use: "status", Run: status}

func status(_ *cobra.Command, _ []string) {
	values := make(chan string)
	go func() {
		mu.RLock()
		defer mu.RUnlock()
		for key, value := range info {
			values <- key + value
		}
		close(values)
	}()
	for value := range values {
		fmt.Fprintln(os.Stderr, value)
	}
}

func main() {
	setInfo("release", "1.0")
	setInfo("commit", "abc")
	command.Execute()
}
