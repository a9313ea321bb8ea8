// race: no

// A deep copy of the shared object is changed, never the object.
package main

import "sync"

type spec struct {
	replicas int
	labels   map[string]string
}

func (s *spec) clone() *spec {
	out := &spec{replicas: s.replicas, labels: make(map[string]string, len(s.labels))}
	for key, value := range s.labels {
		out.labels[key] = value
	}
	return out
}

func reconcile(shared *spec, revision string) *spec {
	desired := shared.clone()
	desired.labels["revision"] = revision
	return desired
}

func main() {
	shared := &spec{labels: map[string]string{"app": "web"}}
	var wg sync.WaitGroup
	for _, revision := range []string{"1", "2", "3"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			reconcile(shared, revision)
		}()
	}
	wg.Wait()
}
