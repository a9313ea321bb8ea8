// race: no

// All sources are known when the feed goes to work.
package main

import (
	"time"

	"example.com/start/main_goes_on_ok/feed"
)

func main() {
	f := feed.New()
	f.Sources["a"] = "https://example.com"
	f.Start()
	time.Sleep(100 * time.Millisecond)
}
