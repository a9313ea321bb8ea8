// Package suite describes behaviour. What prepares is done anew before each step.
package suite

var before []func()

// Describe is a part, with parts of its own.
func Describe(_ string, body func()) bool {
	outer := len(before)
	body()
	before = before[:outer]
	return true
}

// BeforeEach prepares.
func BeforeEach(body func()) { before = append(before, body) }

// It says what is to hold.
func It(_ string, body func()) {
	for _, prepare := range before {
		prepare()
	}
	body()
}
