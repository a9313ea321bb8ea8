// race: yes

// A memo table of the package, filled by a function that anybody calls.
package main

import (
	"regexp"
	"sync"
)

var compiled = map[string]*regexp.Regexp{}

func pattern(text string) *regexp.Regexp {
	if re, ok := compiled[text]; ok { // want? "GMC00[12]"
		return re
	}
	re := regexp.MustCompile(text)
	compiled[text] = re // want? "GMC00[12]"
	return re
}

type filter struct{ include []string }

func (f *filter) match(line string) bool {
	for _, text := range f.include {
		if pattern(text).MatchString(line) {
			return true
		}
	}
	return false
}

func main() {
	f := &filter{include: []string{"^a", "b$"}}
	var wg sync.WaitGroup
	for _, line := range []string{"abc", "xb", "y"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f.match(line)
		}()
	}
	wg.Wait()
}
