// race: yes

// A procedure of the service writes.
package main

import "example.com/callbacks/registered_lifecycle_bad/dialout"

type plugin struct {
	seen   map[string]int
	server *dialout.Server
}

func (p *plugin) Start() {
	p.server = &dialout.Server{}
	dialout.RegisterDialoutServer(p.server, p)
}

func (p *plugin) Dialout(stream dialout.StreamServer) error {
	for range 1000 {
		p.seen[stream.Recv()]++ // want "GMC001"
	}
	return nil
}

func main() {
	p := &plugin{seen: map[string]int{}}
	p.Start()
	p.server.Serve()
}
