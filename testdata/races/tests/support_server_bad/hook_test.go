// race: yes

package hook

import (
	"testing"

	"example.com/tests/support_server_bad/hooktest"
)

func TestHook(t *testing.T) {
	hooktest.Calls("/a", 8)
}
