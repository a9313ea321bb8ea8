package summary

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

func group(keys []string) map[string]int {
	m := map[string]int{}
	var wg sync.WaitGroup
	m["before"] = 1
	for _, k := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m[k] = 1
		}()
	}
	m["live"] = 1
	wg.Wait()
	m["joined"] = 1
	wg.Go(func() { m["go"] = 1 })
	_ = m["live"]
	wg.Wait()
	return m
}

func channel(m map[string]int) {
	done := make(chan struct{})
	go func() {
		m["a"] = 1
		close(done)
	}()
	m["live"] = 1
	<-done
	m["joined"] = 1
	results := make(chan int)
	go func() {
		results <- m["b"]
		m["after the send"] = 1
	}()
	<-results
	// WRONG: the goroutine may go on after the send, it is still live.
	m["half joined"] = 1
}

func errors(m map[string]int) error {
	var g errgroup.Group
	g.Go(func() error { m["a"] = 1; return nil })
	m["live"] = 1
	if err := g.Wait(); err != nil {
		return err
	}
	m["joined"] = 1
	return nil
}

func selected(m map[string]int, stop chan bool) {
	done := make(chan bool)
	go func() {
		defer close(done)
		m["a"] = 1
	}()
	select {
	case <-done:
		m["joined"] = 1
	case <-stop:
		m["live"] = 1
	}
	m["may be live"] = 1
}

func nested(m map[string]int) {
	go func() {
		go func() { m["inner"] = 1 }()
		m["outer"] = 1
	}()
}

func starts(m map[string]int) { go write(m) }

func write(m map[string]int) { m["written"] = 1 }

func run(f func()) { go f() }

func safely(f func()) {
	go func() {
		defer func() { _ = recover() }()
		f()
	}()
}

func wrappers() {
	m := map[string]int{}
	// WRONG: nothing says that the goroutine which starts has started is live here.
	starts(m)
	m["live"] = 1
	run(func() { m["run"] = 1 })
	safely(func() { m["safely"] = 1 })
	safely(func() { write(m) })
}
