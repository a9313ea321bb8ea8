// race: no

// A type has a method of the name that the interface asks for, but for nodes of a library: nobody can put it there.
package main

import (
	"go/ast"
	"sync"
)

type node struct {
	name     string
	children []*node
}

type visitor interface {
	Visit(n *node) visitor
}

func walk(v visitor, n *node) {
	if v = v.Visit(n); v == nil {
		return
	}
	for _, child := range n.children {
		walk(v, child)
	}
}

type counter struct{ nodes int }

func (c *counter) Visit(*node) visitor {
	c.nodes++
	return c
}

type collector struct{ seen map[ast.Node]int }

func (c *collector) Visit(n ast.Node) ast.Visitor {
	c.seen[n]++
	return c
}

var shared = &collector{seen: map[ast.Node]int{}}

func main() {
	ast.Walk(shared, ast.NewIdent("x"))
	root := &node{name: "root", children: []*node{{name: "a"}, {name: "b"}}}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 1000 {
				walk(&counter{}, root)
			}
		}()
	}
	wg.Wait()
}
