// race: yes

// The feed is at work when main adds to its sources.
package main

import (
	"time"

	"example.com/start/main_goes_on_bad/feed"
)

func main() {
	f := feed.Open()
	for range 100 {
		f.Sources["a"] = "https://example.com" // want? "GMC00"
		time.Sleep(time.Millisecond)
	}
}
