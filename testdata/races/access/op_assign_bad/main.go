// race: yes

// m[k] += v writes.
package main

import "sync"

type usage struct {
	bytes map[string]int64
}

func (u *usage) report(host string, n int64, wg *sync.WaitGroup) {
	defer wg.Done()
	u.bytes[host] += n // want "GMC001"
}

func main() {
	u := &usage{bytes: map[string]int64{}}
	var wg sync.WaitGroup
	for _, host := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go u.report(host, 10, &wg)
	}
	wg.Wait()
}
