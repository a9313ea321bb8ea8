// race: no

// A pipe that was read to its end was closed: what its writer did before is over.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

func all(words []string) int {
	written := make(map[string]int)
	pr, pw := io.Pipe()
	go func() {
		defer pw.Close()
		for _, word := range words {
			fmt.Fprintln(pw, word)
			written[word]++
		}
	}()
	text, err := io.ReadAll(pr)
	if err != nil {
		panic(err)
	}
	return len(text) + len(written)
}

func lines(words []string) int {
	written := make(map[string]int)
	pr, pw := io.Pipe()
	go write(pw, words, written)
	read := 0
	lines := bufio.NewScanner(pr)
	for lines.Scan() {
		read++
	}
	return read + len(written)
}

func write(pw *io.PipeWriter, words []string, written map[string]int) {
	for _, word := range words {
		fmt.Fprintln(pw, word)
		written[word]++
	}
	pw.Close()
}

func copied(words []string) int {
	written := make(map[string]int)
	pr, pw := io.Pipe()
	go func() {
		var err error
		defer func() { pw.CloseWithError(err) }()
		for _, word := range words {
			_, err = io.WriteString(pw, word)
			written[word]++
		}
	}()
	var text bytes.Buffer
	if _, err := io.Copy(&text, pr); err != nil {
		panic(err)
	}
	return text.Len() + len(written)
}

func main() {
	words := []string{"a", "bb", "a"}
	if all(words) != 9 || lines(words) != 5 || copied(words) != 6 {
		panic("lost words")
	}
}
