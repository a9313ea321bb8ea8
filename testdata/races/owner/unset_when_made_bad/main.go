// race: yes

// The first step of a job starts nothing, those behind it do, and so does the one put off to the end.
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
			visits[j.steps]++ // want "GMC001"
		})
	}
	j.steps++
}

func (j *job) finish() {
	if j.steps != 0 {
		for n := range 3 {
			j.wait.Go(func() {
				time.Sleep(time.Millisecond)
				closing[n]++ // want "GMC001"
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
			spread[0]++ // want "GMC001"
		})
	}
}

func work(wait *sync.WaitGroup) {
	j := &job{wait: wait}
	for range 4 {
		j.step()
	}
}

func workOnce(wait *sync.WaitGroup) {
	j := &job{wait: wait}
	defer j.finish()
	j.step()
}

func workAtOnce(wait *sync.WaitGroup) {
	j := &job{wait: wait}
	target := []*int{&j.steps}
	*target[0] = 4
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
