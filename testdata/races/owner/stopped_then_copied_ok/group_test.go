// race: no

package group

import "testing"

func TestReplace(t *testing.T) {
	old, next := New(), New()
	go old.run()
	for old.rules[0].Active() == 0 {
	}
	Replace(old, next)
	<-next.ready
	for next.rules[0].Active() == 0 {
	}
	next.stop()
}
