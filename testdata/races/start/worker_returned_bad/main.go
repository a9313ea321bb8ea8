// race: yes

// A function makes the loop of a worker around the handler that it is given; two workers run handlers of one controller.
package main

import "sync"

type controller struct {
	names map[int]string
	added chan int
	gone  chan int
}

func worker(wg *sync.WaitGroup, queue chan int, handle func(int)) func() {
	return func() {
		defer wg.Done()
		for key := range queue {
			handle(key)
		}
	}
}

func (c *controller) add(key int) {
	c.names[key] = "added" // want? "GMC001"
}

func (c *controller) remove(key int) {
	delete(c.names, key) // want? "GMC001"
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
	go worker(&wg, c.added, c.add)()
	go worker(&wg, c.gone, c.remove)()
	wg.Wait()
}
