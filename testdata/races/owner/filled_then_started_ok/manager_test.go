// race: no

package manager

import "testing"

func TestWait(t *testing.T) {
	m := New()
	m.Run(2)
	done := m.Wait()
	m.Notify(0)
	m.Notify(1)
	<-done
}
