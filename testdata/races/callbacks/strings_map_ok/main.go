// race: no

// strings.Map and strings.FieldsFunc call their function in the caller's goroutine.
package main

import "strings"

func letters(text string) map[rune]int {
	counts := make(map[rune]int)
	strings.Map(func(r rune) rune {
		counts[r]++
		return r
	}, text)
	strings.FieldsFunc(text, func(r rune) bool {
		counts[r]++
		return r == ' '
	})
	return counts
}

func main() {
	letters("maps and more maps")['x'] = 0
}
