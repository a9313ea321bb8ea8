// race: yes

// The spawner goes on writing after the go statement.
package main

import "sync"

type worker struct {
	config map[string]string
}

func (w *worker) run(wg *sync.WaitGroup) {
	defer wg.Done()
	_ = w.config["name"] // want? "GMC00[12]"
}

func start(wg *sync.WaitGroup) *worker {
	w := &worker{config: map[string]string{}}
	wg.Add(1)
	go w.run(wg)
	w.config["name"] = "w1" // want? "GMC00[12]"
	return w
}

func main() {
	var wg sync.WaitGroup
	for range 20 {
		start(&wg)
	}
	wg.Wait()
}
