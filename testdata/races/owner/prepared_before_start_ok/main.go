// race: no

// A program reads a table without the lock before it starts what else uses it.
package main

import "example.com/owner/prepared_before_start_ok/db"

type program struct {
	db    *db.DB
	names int
	done  chan bool
}

func (p *program) Start() {
	p.names = len(p.db.Names())
	go func() {
		p.work()
	}()
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
