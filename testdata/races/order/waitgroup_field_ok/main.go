// race: no

// Start and Stop: the WaitGroup is a field, Stop reads after Wait.
package main

import "sync"

type job struct {
	wg      sync.WaitGroup
	results map[int]int
}

func (j *job) start() {
	j.results = make(map[int]int)
	j.wg.Add(1)
	go j.work()
}

func (j *job) work() {
	defer j.wg.Done()
	for i := range 20 {
		j.results[i] = i * i
	}
}

func (j *job) stop() int {
	j.wg.Wait()
	return len(j.results)
}

func main() {
	j := &job{}
	j.start()
	if j.stop() != 20 {
		panic("lost results")
	}
}
