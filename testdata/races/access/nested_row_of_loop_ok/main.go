// race: no

// Each goroutine has a row of its own, whichever loop it is started in.
package main

import (
	"strconv"
	"sync"
	"sync/atomic"
)

func fill(rows, columns []string) map[string]map[string]int {
	table := map[string]map[string]int{}
	for _, row := range rows {
		table[row] = map[string]int{}
	}
	var wg sync.WaitGroup
	for _, column := range columns {
		for _, row := range rows {
			wg.Add(1)
			go func() {
				defer wg.Done()
				table[row][column] = len(column)
			}()
		}
		wg.Wait()
	}
	for _, row := range rows {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, column := range columns {
				table[row][column]++
			}
		}()
	}
	wg.Wait()
	return table
}

type counter struct{ last atomic.Int64 }

func (c *counter) next() int { return int(c.last.Add(1)) - 1 }

func count(n int) []map[string]int {
	table := map[int]map[string]int{}
	for i := range n {
		table[i] = map[string]int{}
	}
	var wg sync.WaitGroup
	last := 0
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			table[i][strconv.Itoa(n)] = n
		}()
	}
	wg.Wait()
	for range n {
		row := last
		last++
		wg.Add(1)
		go func() {
			defer wg.Done()
			table[row][strconv.Itoa(n)] = n
		}()
	}
	wg.Wait()
	ids := &counter{}
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			table[ids.next()][strconv.Itoa(n)] = n
		}()
	}
	wg.Wait()
	return []map[string]int{table[0], table[last-1]}
}

func main() {
	for range 20 {
		fill([]string{"a", "b"}, []string{"x", "y", "z"})
		count(3)
	}
}
