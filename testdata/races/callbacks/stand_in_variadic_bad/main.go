// race: yes

// A query is handed to a variadic function behind the context; it is changed by all who hand it over.
package main

import (
	"context"
	"fmt"
	"sync"
)

type key struct{}

type query struct {
	values map[string]int
}

// Value has the name of a context's method.
func (q *query) Value(column string, value int) *query {
	q.values[column] = value // want "GMC001"
	return q
}

func scan(ctx context.Context, dest ...any) string {
	comment, _ := ctx.Value(key{}).(string)
	return comment + fmt.Sprint(len(dest))
}

func main() {
	ctx := context.WithValue(context.Background(), key{}, "n")
	q := &query{values: map[string]int{}}
	q.Value("a", 1)
	var all sync.WaitGroup
	for range 2 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 200 {
				scan(ctx, q, 1)
				q.Value("b", 2)
			}
		}()
	}
	all.Wait()
	fmt.Println(q.values)
}
