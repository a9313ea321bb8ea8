// race: yes

// Nobody is seen to call the function, which stands in a table; but it makes the map itself, and fills it while its goroutines are at it.
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
		sizes[project] = 0 // want? "GMC005"
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			sizes[project] += len(project) // want? "GMC005"
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
