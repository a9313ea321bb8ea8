// race: yes

// One receive does not wait for two senders.
package main

import "time"

func merge(parts [2][]string) map[string]bool {
	all := make(map[string]bool)
	done := make(chan struct{}, 2)
	for _, part := range parts {
		go func() {
			for _, name := range part {
				all[name] = true // want? "GMC00[12]"
			}
			done <- struct{}{}
		}()
	}
	<-done
	all["merged"] = true // want? "GMC00[12]"
	return all
}

func main() {
	for range 20 {
		merge([2][]string{{"a", "b"}, {"c", "d"}})
	}
	time.Sleep(20 * time.Millisecond)
}
