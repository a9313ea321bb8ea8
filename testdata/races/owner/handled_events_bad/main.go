// race: yes

// An event deletes in the goroutine of the listener, but so does whoever resets it.
package main

import (
	"fmt"

	"example.com/owner/handled_events_bad/listener"
	"example.com/owner/handled_events_bad/session"
)

func main() {
	p, plain := listener.ListenPlain()
	s, secure := listener.ListenSecure()
	go func() {
		for i := range 50 {
			p.DeleteSession(fmt.Sprint(i))
		}
	}()
	for i := range 50 {
		id := fmt.Sprint(i)
		plain <- id
		secure <- id
		session.Close(p, id)
		session.Close(s, id)
	}
}
