// race: yes

// A plain map inside a sync.Map is still a plain map.
package main

import "sync"

type listeners struct {
	byKey sync.Map
}

func (l *listeners) add(key string, id int) {
	set, _ := l.byKey.LoadOrStore(key, map[int]bool{})
	set.(map[int]bool)[id] = true // want "GMC001"
}

func main() {
	l := &listeners{}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.add("config", id)
		}()
	}
	wg.Wait()
}
