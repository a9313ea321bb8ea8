// race: yes

// The variable is set anew by everybody who calls the getter.
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

func replacer(text string) *strings.Replacer {
	mu.Lock()
	defer mu.Unlock()
	if secrets == nil {
		secrets = strings.NewReplacer("secret", "***")
	}
	if len(text) > 0 {
		extra = strings.NewReplacer("@", "-")
	}
	return secrets
}

func hide(text string) string {
	all := replacer(text)
	return all.Replace(extra.Replace(text)) // want "GMC111"
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
