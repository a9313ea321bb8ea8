// race: no

// One test is not parallel: it is done before the others go on, which read what it has written. What a parallel test does before it says
// so comes one after the other, too.
package fixtures

import (
	"testing"
	"time"
)

var servers = map[string]string{}

func register(name string) {
	servers[name] = "127.0.0.1"
}

func address(name string) string {
	return servers[name]
}

func TestRegister(t *testing.T) {
	register("login")
}

func TestLogin(t *testing.T) {
	register("login")
	t.Parallel()
	for range 10 {
		address("login")
		time.Sleep(time.Millisecond)
	}
}

func TestLogout(t *testing.T) {
	register("logout")
	t.Parallel()
	for range 10 {
		address("logout")
		time.Sleep(time.Millisecond)
	}
}
