// race: no

// The series is copied out of the table, or made if it is not there: its labels are those of the table's series. Whoever looks at them holds the lock, and what a series of nobody gets is its own.
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
	defer x.mu.Unlock()
	s := x.series[name]
	sum := 0
	for range 100 {
		for _, count := range s.labels {
			sum += count
		}
	}
	return sum
}

// only gives the labels of one series, made anew if they are not known.
func only(known map[string]series, name string) series {
	own := map[string]series{}
	for key, it := range known {
		own[key] = series{name: it.name, labels: map[string]int{}}
	}
	s, ok := own[name]
	if !ok {
		s = series{name: name, labels: map[string]int{}}
	}
	s.labels["only"] = 1
	return s
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
		only(nil, "requests")
	}
	wg.Wait()
}
