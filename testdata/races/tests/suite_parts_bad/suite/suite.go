// Package suite describes behaviour. What it is given it does at once.
package suite

// Describe is a part, with parts of its own.
func Describe(_ string, body func()) bool {
	body()
	return true
}

// BeforeEach prepares.
func BeforeEach(body func()) { body() }

// AfterEach cleans up.
func AfterEach(body func()) { body() }

// It says what is to hold.
func It(_ string, body func()) { body() }
