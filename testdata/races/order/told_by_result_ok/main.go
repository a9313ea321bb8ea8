// race: no

// What starts the goroutine returns what tells of its end: a channel, an object with one, or a function that waits.
package main

import (
	"context"
	"errors"
)

func started(f func()) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	return done
}

func attempted(f func() error) <-chan error {
	result := make(chan error, 1)
	go func() { result <- f() }()
	return result
}

type task struct {
	quit, done chan struct{}
}

func begin(f func(quit <-chan struct{})) *task {
	t := &task{quit: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(t.done)
		f(t.quit)
	}()
	return t
}

func (t *task) end() {
	close(t.quit)
	<-t.done
}

func background(f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		f(ctx)
	}()
	return func() {
		cancel()
		<-done
	}
}

type counter struct {
	words map[string]int
	in    chan string
}

func (c *counter) start() (stop func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for word := range c.in {
			c.words[word]++
		}
	}()
	return func() {
		close(c.in)
		<-done
	}
}

func main() {
	seen := make(map[string]int)
	done := started(func() { seen["started"]++ })
	<-done
	result := attempted(func() error {
		seen["attempted"]++
		return errors.New("failed")
	})
	if err := <-result; err == nil {
		panic("no error")
	}
	running := begin(func(quit <-chan struct{}) {
		seen["begun"]++
		<-quit
	})
	running.end()
	stop := background(func(ctx context.Context) {
		seen["background"]++
		<-ctx.Done()
		seen["background"]++
	})
	stop()
	c := &counter{words: make(map[string]int), in: make(chan string)}
	stopCounter := c.start()
	c.in <- "a"
	stopCounter()
	if len(seen) != 4 || c.words["a"] != 1 {
		panic("lost")
	}
}
