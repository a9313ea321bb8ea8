// race: no

// What happens before the go statement is done before the goroutine starts.
package main

import "sync"

type worker struct {
	config map[string]string
	log    map[int]string
}

func (w *worker) run(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := range 10 {
		w.log[i] = w.config["name"]
	}
}

func main() {
	w := &worker{config: map[string]string{}, log: map[int]string{}}
	w.config["name"] = "w1"
	delete(w.config, "debug")
	var wg sync.WaitGroup
	wg.Add(1)
	go w.run(&wg)
	wg.Wait()
}
