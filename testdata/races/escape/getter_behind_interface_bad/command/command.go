// Package command lists who is there.
package command

// Online is what it needs to know.
type Online interface {
	Add(name string)
	Remove(name string)
	Count() int
	All() map[string]int
}

// Total adds up the visits.
func Total(online Online) int {
	total := 0
	for _, count := range online.All() { // want? "GMC004"
		total += count
	}
	return total
}
