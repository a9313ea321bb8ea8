package main

import hub "example.com/guard/callers_prepare_ok"

func main() {
	h := hub.New()
	h.Create("a")
	h.Start().Wait()
}
