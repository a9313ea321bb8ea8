package main

import hub "example.com/guard/examples_only_begin_bad"

func main() {
	h := hub.New()
	h.Create("a")
	h.Start().Wait()
}
