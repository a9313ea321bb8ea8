// race: yes

// Parallel tests share a fixture of the package.
package fixtures

import (
	"testing"
	"time"
)

var servers = map[string]string{}

func serverFor(name string) string {
	if address, ok := servers[name]; ok { // want? "GMC00[12]"
		return address
	}
	servers[name] = "127.0.0.1" // want? "GMC00[12]"
	return servers[name]        // want? "GMC00[12]"
}

func TestLogin(t *testing.T) {
	t.Parallel()
	for range 10 {
		serverFor("login")
		time.Sleep(time.Millisecond)
	}
}

func TestLogout(t *testing.T) {
	t.Parallel()
	for range 10 {
		serverFor("logout")
		time.Sleep(time.Millisecond)
	}
}
