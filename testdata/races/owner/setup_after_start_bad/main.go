// race: yes

// A handler is registered while the workers are running.
package main

import "sync"

type dispatcher struct {
	wg       sync.WaitGroup
	handlers map[string]func(string)
}

func (d *dispatcher) Handle(topic string, f func(string)) {
	d.handlers[topic] = f // want? "GMC00[12]"
}

func (d *dispatcher) Start(n int, jobs <-chan string) {
	for range n {
		d.wg.Add(1)
		go func() {
			defer d.wg.Done()
			for job := range jobs {
				if f, ok := d.handlers[job]; ok { // want? "GMC00[12]"
					f(job)
				}
			}
		}()
	}
}

func main() {
	d := &dispatcher{handlers: map[string]func(string){}}
	jobs := make(chan string)
	d.Start(3, jobs)
	for range 20 {
		d.Handle("push", func(string) {})
		jobs <- "push"
	}
	close(jobs)
	d.wg.Wait()
}
