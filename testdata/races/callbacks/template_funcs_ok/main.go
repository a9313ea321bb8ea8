// race: no

// Functions of a template run in the goroutine that executes it; the map is this execution's own.
package main

import (
	"io"
	"sync"
	"text/template"
)

func render(w io.Writer, names []string) error {
	seen := map[string]int{}
	funcs := template.FuncMap{
		"nth": func(name string) int {
			seen[name]++
			return seen[name]
		},
	}
	t, err := template.New("page").Funcs(funcs).Parse(`{{range .}}{{nth .}}{{end}}`)
	if err != nil {
		return err
	}
	return t.Execute(w, names)
}

func main() {
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = render(io.Discard, []string{"a", "b", "a"})
		}()
	}
	wg.Wait()
}
