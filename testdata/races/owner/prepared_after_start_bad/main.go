// race: yes

// A program reads a table without the lock when it has started what else uses it.
package main

import "example.com/owner/prepared_after_start_bad/db"

type program struct {
	db    *db.DB
	names int
	done  chan bool
}

func (p *program) Start() {
	go func() {
		p.work()
	}()
	for range 1000 {
		p.names += len(p.db.Names())
	}
}

func (p *program) work() {
	for range 1000 {
		p.db.Topic("a")
		p.db.Len()
	}
	close(p.done)
}

func main() {
	p := &program{db: db.New(), done: make(chan bool)}
	p.Start()
	<-p.done
	println(p.names)
}
