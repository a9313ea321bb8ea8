// race: yes

// The goroutine comes a long way to the one cache of the program, without the lock that is there for it.
package main

import "sync"

type feature struct {
	lock  sync.Mutex
	cache map[int]int
}

func (f *feature) install(key int) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.cache[key]++ // want? "GMC004"
}

func (f *feature) move(key int) {
	delete(f.cache, key) // want? "GMC004"
	f.cache[key+1] = key // want? "GMC004"
}

type client struct {
	feature *feature
}

func newClient() *client {
	return &client{feature: &feature{cache: map[int]int{}}}
}

type reconciler struct {
	client *client
}

func (r *reconciler) reconcile(key int) { r.assign(key) }

func (r *reconciler) assign(key int) { r.client.feature.move(key) }

type controller struct {
	reconcilers []*reconciler
	clients     map[string]*client
	done        sync.WaitGroup
}

func (c *controller) run() {
	c.done.Add(2)
	go c.work()
	go c.fill()
}

func (c *controller) work() {
	defer c.done.Done()
	for key := range 2000 {
		c.next(key % 8)
	}
}

func (c *controller) next(key int) { c.sync(key) }

func (c *controller) sync(key int) {
	for _, it := range c.reconcilers {
		it.reconcile(key)
	}
}

func (c *controller) fill() {
	defer c.done.Done()
	for key := range 2000 {
		c.clients["main"].feature.install(key % 8)
	}
}

func main() {
	it := newClient()
	c := &controller{
		reconcilers: []*reconciler{{client: it}},
		clients:     map[string]*client{"main": it},
	}
	c.run()
	c.done.Wait()
}
