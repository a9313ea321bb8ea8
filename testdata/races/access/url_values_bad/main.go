// race: yes

// url.Values is a map: Add writes, Encode ranges.
package main

import (
	"net/url"
	"sync"
)

type query struct {
	params url.Values
}

func (q *query) with(name, value string) *query {
	q.params.Add(name, value) // want? "GMC00[12]"
	return q
}

func (q *query) String() string {
	return q.params.Encode() // want? "GMC00[12]"
}

func main() {
	q := &query{params: url.Values{"v": {"1"}}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			q.with("page", "2")
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			_ = q.String()
		}
	}()
	wg.Wait()
}
