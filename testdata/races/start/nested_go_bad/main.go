// race: yes

// A goroutine starts a goroutine; both write.
package main

import "sync"

type crawl struct {
	wg      sync.WaitGroup
	visited map[string]bool
}

func (c *crawl) visit(page string, depth int) {
	defer c.wg.Done()
	c.visited[page] = true // want "GMC001"
	if depth == 0 {
		return
	}
	for _, link := range []string{"/a", "/b"} {
		c.wg.Add(1)
		go c.visit(page+link, depth-1)
	}
}

func main() {
	c := &crawl{visited: map[string]bool{}}
	c.wg.Add(1)
	go c.visit("", 3)
	c.wg.Wait()
}
