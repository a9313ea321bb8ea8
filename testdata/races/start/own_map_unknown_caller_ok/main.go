// race: no

// Nobody is seen to call the function, which stands in a table; it makes the map itself, and takes the lock like its goroutines.
package main

import "sync"

var requests sync.Mutex

var actions = map[string]any{"metrics": metricsGet}

func metricsGet(projects []string) int {
	requests.Lock()
	defer requests.Unlock()
	sizes := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, project := range projects {
		mu.Lock()
		sizes[project] = 0
		mu.Unlock()
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			sizes[project] += len(project)
		}()
	}
	wg.Wait()
	return len(sizes)
}

func main() {
	var projects []string
	for i := range 100 {
		projects = append(projects, string(rune('a'+i)))
	}
	actions["metrics"].(func([]string) int)(projects)
}
