// race: no

// The only one who deletes is an event, which the goroutine of the listener handles; there are two kinds of listeners.
package main

import (
	"fmt"

	"example.com/owner/handled_events_ok/listener"
	"example.com/owner/handled_events_ok/session"
)

func main() {
	p, plain := listener.ListenPlain()
	s, secure := listener.ListenSecure()
	for i := range 50 {
		id := fmt.Sprint(i)
		plain <- id
		secure <- id
		session.Close(p, id)
		session.Close(s, id)
	}
}
