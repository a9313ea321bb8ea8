// Declarations around two that no Go has: only those are left out.
package outline

var before map[string]int

func broken(m map[string]int) {
	m["x"] := := 1
}

var after map[string]int

type wrong struct {
	m map[string]]int
}

// value is made with the expression form of new, which Go has from 1.26 on.
var value = new(42)

func last() *int { return new(len("x")) }
