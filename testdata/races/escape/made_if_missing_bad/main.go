// race: yes

// The series is copied out of the table, or made if it is not there: its labels are those of the table's series, which are looked at without the lock.
package main

import "sync"

type series struct {
	name   string
	labels map[string]int
}

type index struct {
	mu     sync.Mutex
	series map[string]series
}

func (x *index) getOrMake(name string) series {
	s, ok := x.series[name]
	if !ok {
		s = series{name: name, labels: map[string]int{}}
	}
	return s
}

func (x *index) add(name, label string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	s := x.getOrMake(name)
	s.labels[label]++
	x.series[name] = s
}

func (x *index) sum(name string) int {
	x.mu.Lock()
	s := x.series[name]
	x.mu.Unlock()
	sum := 0
	for range 100 {
		for _, count := range s.labels { // want "GMC004"
			sum += count
		}
	}
	return sum
}

func main() {
	x := &index{series: map[string]series{}}
	x.add("requests", "path")
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 1000 {
			x.add("requests", "path")
		}
	}()
	for range 1000 {
		x.sum("requests")
	}
	wg.Wait()
}
