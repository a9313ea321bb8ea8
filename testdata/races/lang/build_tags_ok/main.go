// race: no

// Files that never build together never race: unlocked on Windows, where nothing is started.
package main

func main() {
	for _, name := range []string{"a", "b", "c"} {
		start(name)
	}
	wait()
}
