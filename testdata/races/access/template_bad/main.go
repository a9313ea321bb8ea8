// race: yes

// A template ranges over the map that it is given.
package main

import (
	"io"
	"sync"
	"text/template"
)

var page = template.Must(template.New("page").Parse(`{{range $k, $v := .}}{{$k}}={{$v}} {{end}}`))

type view struct {
	rows map[string]int
}

func (v *view) render(w io.Writer) error {
	return page.Execute(w, v.rows) // want? "GMC00[12]"
}

func (v *view) update(name string, n int) {
	v.rows[name] = n // want? "GMC00[12]"
}

func main() {
	v := &view{rows: map[string]int{"a": 1}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			_ = v.render(io.Discard)
		}
	}()
	go func() {
		defer wg.Done()
		for i := range 50 {
			v.update("a", i)
		}
	}()
	wg.Wait()
}
