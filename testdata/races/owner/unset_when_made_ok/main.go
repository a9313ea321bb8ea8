// race: no

// The first step of a job starts nothing, and there is no other; what was never begun has nothing to finish.
package main

import (
	"fmt"
	"sync"
	"time"
)

type job struct {
	steps int
	wait  *sync.WaitGroup
}

var (
	visits  = map[int]int{}
	closing = map[int]int{}
	spread  = map[int]int{}
)

func (j *job) step() {
	if j.steps > 0 {
		j.wait.Go(func() {
			time.Sleep(time.Millisecond)
			visits[j.steps]++
		})
	}
	j.steps++
}

func (j *job) finish() {
	if j.steps != 0 {
		for n := range 3 {
			j.wait.Go(func() {
				time.Sleep(time.Millisecond)
				closing[n]++
			})
		}
	}
}

func (j *job) spread() {
	if j.steps <= 1 {
		return
	}
	for range j.steps {
		j.wait.Go(func() {
			time.Sleep(time.Millisecond)
			spread[0]++
		})
	}
}

func work(wait *sync.WaitGroup) {
	for range 4 {
		j := &job{wait: wait}
		j.step()
	}
}

func workOnce(wait *sync.WaitGroup) {
	j := &job{wait: wait}
	j.finish()
}

func workAtOnce(wait *sync.WaitGroup) {
	j := &job{wait: wait}
	target := []*sync.WaitGroup{j.wait}
	fmt.Println(len(target))
	j.spread()
}

func main() {
	var wait sync.WaitGroup
	work(&wait)
	workOnce(&wait)
	workAtOnce(&wait)
	wait.Wait()
	fmt.Println(len(visits), len(closing), len(spread))
}
