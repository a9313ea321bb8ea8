// race: no

// Package variables and init are done before main; the table is only read afterwards.
package main

import "sync"

var statusText = map[int]string{200: "OK", 404: "Not Found"}

var byText = make(map[string]int)

func init() {
	for code, text := range statusText {
		byText[text] = code
	}
	statusText[500] = "Internal Server Error"
}

func describe(code int) string { return statusText[code] }

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if describe(200) != "OK" || byText["OK"] != 200 {
				panic("table is wrong")
			}
		}()
	}
	wg.Wait()
}
