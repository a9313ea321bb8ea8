// Package cache writes back in the background.
package cache

import "sync"

type Cache interface{ Store(key, value int) }

type background struct {
	next  Cache
	queue chan int
	all   sync.WaitGroup
}

func NewBackground(next Cache, workers int) *background {
	b := &background{next: next, queue: make(chan int, 64)}
	b.all.Add(workers)
	for range workers {
		go b.loop()
	}
	return b
}

func (b *background) loop() {
	defer b.all.Done()
	for key := range b.queue {
		b.next.Store(key, key)
	}
}

func (b *background) Put(key int) { b.queue <- key }

func (b *background) Stop() {
	close(b.queue)
	b.all.Wait()
}
