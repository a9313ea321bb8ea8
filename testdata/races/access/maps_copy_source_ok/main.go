// race: no

// The source of maps.Copy is only read; every goroutine has its own destination.
package main

import (
	"maps"
	"sync"
)

type template struct {
	defaults map[string]string
}

func (t *template) render(extra string) map[string]string {
	out := make(map[string]string, len(t.defaults)+1)
	maps.Copy(out, t.defaults)
	out["extra"] = extra
	return out
}

func main() {
	t := &template{defaults: map[string]string{"lang": "en"}}
	var wg sync.WaitGroup
	for _, extra := range []string{"x", "y", "z"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.render(extra)
		}()
	}
	wg.Wait()
}
