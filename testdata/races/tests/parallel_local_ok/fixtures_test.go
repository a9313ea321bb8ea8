// race: no

// Parallel subtests with maps of their own, and a table that nobody writes.
package fixtures

import "testing"

var cases = map[string]int{"a": 1, "bb": 2}

func TestLength(t *testing.T) {
	for text, want := range cases {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			seen := map[rune]int{}
			for _, r := range text {
				seen[r]++
			}
			if len(text) != want || cases[text] != want {
				t.Errorf("len(%q) != %d", text, want)
			}
		})
	}
}
