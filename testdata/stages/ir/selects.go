package ir

import "time"

// Every form of a select, with labels.
func selects(in chan int, out chan<- int, m map[string]int, done <-chan struct{}) {
loop:
	for {
		select {
		case m["received"] = <-in:
		case v, ok := <-in:
			if !ok {
				break loop
			}
			m["v"] = v
		case out <- m["sent"]:
			continue loop
		case <-time.After(time.Second):
			break
		case <-done:
			return
		default:
			goto end
		}
	}
end:
	delete(m, "x")
	select {}
}
