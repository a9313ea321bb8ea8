// race: no

// The variable is set by whoever is the first to call the getter, and looked at by those who have called it.
package main

import (
	"strings"
	"sync"
)

var (
	mu      sync.Mutex
	secrets *strings.Replacer
	extra   *strings.Replacer
)

func replacer() *strings.Replacer {
	mu.Lock()
	defer mu.Unlock()
	if secrets == nil {
		secrets = strings.NewReplacer("secret", "***")
	}
	if extra == nil {
		extra = strings.NewReplacer("@", "-")
	}
	return secrets
}

func hide(text string) string {
	all := replacer()
	return all.Replace(extra.Replace(text))
}

func main() {
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = hide("a secret@b")
		}()
	}
	wg.Wait()
}
