// race: yes

// The map goes to the goroutines as an argument.
package main

import "sync"

func resolve(host string, cache map[string]string, wg *sync.WaitGroup) {
	defer wg.Done()
	if _, ok := cache[host]; ok { // want? "GMC00[12]"
		return
	}
	cache[host] = "127.0.0.1" // want? "GMC00[12]"
}

func main() {
	cache := make(map[string]string)
	var wg sync.WaitGroup
	for _, host := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go resolve(host, cache, &wg)
	}
	wg.Wait()
}
