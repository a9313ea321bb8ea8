// race: yes

// One part of a pod says which map, another which entry: pods of one namespace share a map.
package main

import "sync"

type pod struct {
	namespace, name string
}

func collect(pods []pod) map[string]map[string]int {
	sizes := map[string]map[string]int{}
	for _, pod := range pods {
		if sizes[pod.namespace] == nil {
			sizes[pod.namespace] = map[string]int{}
		}
	}
	var wg sync.WaitGroup
	for _, pod := range pods {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sizes[pod.namespace][pod.name] = len(pod.name) // want "GMC001"
		}()
	}
	wg.Wait()
	return sizes
}

func (p pod) node() string { return p.namespace }

func (p pod) id() string { return p.name }

func collectByMethod(pods []pod, sizes map[string]map[string]int) {
	var wg sync.WaitGroup
	for _, it := range pods {
		wg.Add(1)
		go func(p pod) {
			defer wg.Done()
			sizes[p.node()][p.id()] = len(p.name) // want "GMC001"
		}(it)
	}
	wg.Wait()
}

func main() {
	for range 20 {
		pods := []pod{{"a", "x"}, {"a", "y"}, {"a", "z"}}
		collectByMethod(pods, collect(pods))
	}
}
