// race: yes

// The copies share the map of the defaults: one is written down with them, the other is put there at the start.
package main

import (
	"encoding/json"
	"sync"
)

type config struct {
	Name   string
	Params map[string]string
}

type limits struct {
	Name string
	Max  map[string]int
}

var defaults = config{Name: "direct", Params: map[string]string{}}

var most = limits{Name: "most"}

func decode(data string) (config, error) {
	c := defaults
	err := json.Unmarshal([]byte(data), &c) // want "config.Params|defaults"
	return c, err
}

func decodeLimits(data string) (limits, error) {
	l := most
	err := json.Unmarshal([]byte(data), &l) // want "limits.Max|most"
	return l, err
}

func main() {
	most.Max = make(map[string]int)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				decode(`{"Params": {"a": "b"}}`)
				decodeLimits(`{"Max": {"a": 1}}`)
			}
		}()
	}
	wg.Wait()
}
