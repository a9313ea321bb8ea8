// race: no

// The memo table of the package has its mutex.
package main

import (
	"regexp"
	"sync"
)

var compiled = struct {
	sync.Mutex
	byText map[string]*regexp.Regexp
}{byText: map[string]*regexp.Regexp{}}

func pattern(text string) *regexp.Regexp {
	compiled.Lock()
	defer compiled.Unlock()
	re, ok := compiled.byText[text]
	if !ok {
		re = regexp.MustCompile(text)
		compiled.byText[text] = re
	}
	return re
}

func main() {
	var wg sync.WaitGroup
	for _, line := range []string{"abc", "xb", "y"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			pattern("^a").MatchString(line)
		}()
	}
	wg.Wait()
}
