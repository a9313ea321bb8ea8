// race: no

// A function makes the loop of a worker around the handler that it is given, with a mutex of the controller around the handler; each worker holds it.
package main

import "sync"

type controller struct {
	mu    sync.Mutex
	names map[int]string
	added chan int
	gone  chan int
}

func worker(wg *sync.WaitGroup, mu *sync.Mutex, queue chan int, handle func(int)) func() {
	return func() {
		defer wg.Done()
		for key := range queue {
			mu.Lock()
			handle(key)
			mu.Unlock()
		}
	}
}

func (c *controller) add(key int) {
	c.names[key] = "added"
}

func (c *controller) remove(key int) {
	delete(c.names, key)
}

func main() {
	c := &controller{names: map[int]string{}, added: make(chan int, 1000), gone: make(chan int, 1000)}
	for i := range 1000 {
		c.added <- i
		c.gone <- i
	}
	close(c.added)
	close(c.gone)
	var wg sync.WaitGroup
	wg.Add(2)
	go worker(&wg, &c.mu, c.added, c.add)()
	go worker(&wg, &c.mu, c.gone, c.remove)()
	wg.Wait()
}
