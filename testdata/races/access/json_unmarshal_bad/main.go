// race: yes

// json.Unmarshal stores into the map that is there.
package main

import (
	"encoding/json"
	"sync"
	"time"
)

type settings struct {
	flags map[string]bool
}

func (s *settings) load(data []byte) error {
	return json.Unmarshal(data, &s.flags) // want "GMC001"
}

func main() {
	s := &settings{flags: map[string]bool{}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				_ = s.load([]byte(`{"a": true, "b": false}`))
				time.Sleep(10 * time.Microsecond)
			}
		}()
	}
	wg.Wait()
}
