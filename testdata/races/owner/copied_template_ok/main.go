// race: no

// Each request decodes into a copy of the defaults, which have no map: the decoder makes one.
package main

import (
	"encoding/json"
	"sync"
)

type config struct {
	Name   string
	Params map[string]string
}

var defaults = config{Name: "direct"}

func decode(data string) (config, error) {
	c := defaults
	if err := json.Unmarshal([]byte(data), &c); err != nil {
		return c, err
	}
	c.Params["extra"] = "1"
	return c, nil
}

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			decode(`{"Params": {"a": "b"}}`)
		}()
	}
	wg.Wait()
}
