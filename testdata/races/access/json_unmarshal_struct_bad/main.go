// race: yes

// json.Unmarshal into a struct stores into the map that the struct holds.
package main

import (
	"encoding/json"
	"sync"
)

type manifest struct {
	Name   string
	Labels map[string]string
}

func (m *manifest) label(name string) string {
	return m.Labels[name] // want? "GMC00[12]"
}

func (m *manifest) reload(data []byte) error {
	return json.Unmarshal(data, m) // want? "GMC00[12]"
}

func main() {
	m := &manifest{Labels: map[string]string{}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			_ = m.reload([]byte(`{"Labels": {"app": "web"}}`))
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			_ = m.label("app")
		}
	}()
	wg.Wait()
}
