// Package part has an object that a service owns: what it points to it has made for itself.
package part

import "sync"

type Encoder struct {
	lookup map[string]int
}

func NewEncoder() *Encoder {
	return &Encoder{lookup: make(map[string]int)}
}

func (e *Encoder) Add(key string) {
	e.lookup[key]++
}

type Indexer struct {
	encoder *Encoder
	jobs    chan string
	done    sync.WaitGroup
}

func NewIndexer() *Indexer {
	return &Indexer{encoder: NewEncoder(), jobs: make(chan string)}
}

func (i *Indexer) Start() {
	i.done.Add(1)
	go i.work()
}

func (i *Indexer) work() {
	defer i.done.Done()
	for job := range i.jobs {
		i.encoder.Add(job)
	}
}

func (i *Indexer) Stop() {
	close(i.jobs)
	i.done.Wait()
}
