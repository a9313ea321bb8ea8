// race: no

// Subtests without Parallel run one after the other.
package fixtures

import "testing"

var created = map[string]int{}

func TestMain(m *testing.M) {
	created["base"] = 1
	m.Run()
	delete(created, "base")
}

func TestCreate(t *testing.T) {
	results := make(map[string]bool)
	for _, name := range []string{"a", "b", "c"} {
		t.Run(name, func(t *testing.T) {
			created[name]++
			results[name] = true
		})
	}
	t.Cleanup(func() { clear(created) })
	if len(results) != 3 {
		t.Fatal(results)
	}
}

func TestDelete(t *testing.T) {
	delete(created, "a")
}
