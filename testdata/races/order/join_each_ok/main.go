// race: no

// Every goroutine is joined before the next one starts.
package main

func runSteps(steps []string) map[string]int {
	state := make(map[string]int)
	for i, step := range steps {
		done := make(chan struct{})
		go func() {
			defer close(done)
			state[step] = i
		}()
		<-done
		state["last"] = i
	}
	return state
}

func main() {
	runSteps([]string{"build", "test", "ship"})
}
