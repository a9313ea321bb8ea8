package main

func init() {
	register("square", func(n int) int { return n * n })
}
