// race: yes

// What came through a pipe so far says nothing of what its writer goes on to do, nor does its end of what comes after.
package main

import (
	"bufio"
	"fmt"
	"io"
	"time"
)

func lines(words []string) int {
	written := make(map[string]int)
	pr, pw := io.Pipe()
	go func() {
		defer pw.Close()
		for _, word := range words {
			fmt.Fprintln(pw, word)
			written[word]++ // want? "GMC00[12]"
		}
	}()
	read := 0
	lines := bufio.NewScanner(pr)
	for lines.Scan() {
		read += len(written) // want? "GMC00[12]"
	}
	return read
}

func closedFirst() int {
	written := make(map[string]int)
	pr, pw := io.Pipe()
	go func() {
		pw.Close()
		written["a"]++ // want?b "GMC00[12]"
	}()
	if _, err := io.ReadAll(pr); err != nil {
		panic(err)
	}
	return len(written) // want?b "GMC00[12]"
}

func main() {
	for range 50 {
		lines([]string{"a", "bb", "ccc"})
		closedFirst()
	}
	time.Sleep(10 * time.Millisecond)
}
