// race: no

// A helper calls its function parameter in a loop.
package main

func forEach(items []string, f func(string)) {
	for _, item := range items {
		f(item)
	}
}

func checksums(files []string) map[string]int {
	sums := map[string]int{}
	forEach(files, func(file string) {
		sums[file] = len(file)
	})
	return sums
}

func main() {
	done := make(chan map[string]int)
	for range 3 {
		go func() { done <- checksums([]string{"a", "b"}) }()
	}
	for range 3 {
		(<-done)["seen"] = 1
	}
}
