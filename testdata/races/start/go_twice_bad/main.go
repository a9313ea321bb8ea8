// race: yes

// Two go statements, one function, one map.
package main

import "sync"

type mirror struct {
	wg    sync.WaitGroup
	files map[string]int64
}

func (m *mirror) pull(from string) {
	defer m.wg.Done()
	for i := range int64(50) {
		m.files[from] = i // want "GMC001"
	}
}

func main() {
	m := &mirror{files: map[string]int64{}}
	m.wg.Add(2)
	go m.pull("eu")
	go m.pull("us")
	m.wg.Wait()
}
