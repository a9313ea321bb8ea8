// race: no

// Every goroutine decodes into a map of its own.
package main

import (
	"encoding/json"
	"sync"
)

func decode(data []byte) (map[string]int, error) {
	var out map[string]int
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, err
	}
	out["decoded"] = 1
	return out, nil
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if out, err := decode([]byte(`{"a": 1}`)); err == nil {
				delete(out, "a")
			}
		}()
	}
	wg.Wait()
}
