// race: yes

// An exported method starts a goroutine, and a loop of the same program calls it for each address of one server.
package server

import "testing"

func TestStart(t *testing.T) {
	Start([]string{"a", "b", "c", "d"}).Wait()
}
