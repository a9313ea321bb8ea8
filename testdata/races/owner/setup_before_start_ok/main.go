// race: no

// Registration methods run before Start; the workers only read.
package main

import "sync"

type dispatcher struct {
	wg       sync.WaitGroup
	handlers map[string]func(string)
}

// Handle must not be called after Start.
func (d *dispatcher) Handle(topic string, f func(string)) {
	d.handlers[topic] = f
}

// Start starts n workers.
func (d *dispatcher) Start(n int, jobs <-chan string) {
	for range n {
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			for job := range jobs {
				if f, ok := d.handlers[job]; ok {
					f(job)
				}
			}
		}()
	}
}

func main() {
	d := &dispatcher{handlers: map[string]func(string){}}
	d.Handle("mail", func(string) {})
	d.Handle("push", func(string) {})
	jobs := make(chan string)
	d.Start(3, jobs)
	for range 20 {
		jobs <- "mail"
	}
	close(jobs)
	d.wg.Wait()
}
