// race: no

// Each goroutine has the pods of one namespace, and so a map of its own.
package main

import "sync"

type pod struct {
	namespace, name string
}

func collect(namespaces map[string][]pod) map[string]map[string]int {
	sizes := map[string]map[string]int{}
	for namespace := range namespaces {
		sizes[namespace] = map[string]int{}
	}
	var wg sync.WaitGroup
	for _, pods := range namespaces {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, pod := range pods {
				sizes[pod.namespace][pod.name] = len(pod.name)
			}
		}()
	}
	wg.Wait()
	return sizes
}

func main() {
	for range 20 {
		collect(map[string][]pod{"a": {{"a", "x"}, {"a", "y"}}, "b": {{"b", "x"}}})
	}
}
