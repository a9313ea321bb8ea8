// race: no

// What starts the service is no procedure of it, though it looks like one.
package main

import "example.com/callbacks/registered_lifecycle_ok/dialout"

type accumulator interface{ Add(name string) }

type plugin struct {
	aliases map[string]string
	server  *dialout.Server
}

func (p *plugin) Start(acc accumulator) error {
	p.aliases["a"] = "first"
	p.server = &dialout.Server{}
	dialout.RegisterDialoutServer(p.server, p)
	return nil
}

func (p *plugin) Dialout(stream dialout.StreamServer) error {
	_ = p.aliases[stream.Recv()]
	return nil
}

func main() {
	p := &plugin{aliases: map[string]string{}}
	p.Start(nil)
	p.server.Serve()
}
