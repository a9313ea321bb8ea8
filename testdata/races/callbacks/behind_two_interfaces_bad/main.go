// race: yes

// Goroutines report to one sink, which counts by another: two interfaces, with two implementations each, lie between them and the map.
package main

import "sync"

type counter interface{ count(kind string) }

type table struct{ seen map[string]int }

func (t *table) count(kind string) { t.seen[kind]++ } // want "GMC001"

type nobody struct{}

func (nobody) count(string) {}

type sink interface{ report(kind string) }

type loud struct{ counter counter }

func (l *loud) report(kind string) { l.counter.count(kind) }

type quiet struct{}

func (quiet) report(string) {}

func choose(silent bool) sink {
	if silent {
		return quiet{}
	}
	return &loud{counter: pick(silent)}
}

func pick(silent bool) counter {
	if silent {
		return nobody{}
	}
	return &table{seen: map[string]int{}}
}

func work(to sink, done *sync.WaitGroup) {
	defer done.Done()
	for range 1000 {
		to.report("line")
	}
}

func main() {
	to := choose(false)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go work(to, &wg)
	}
	wg.Wait()
}
