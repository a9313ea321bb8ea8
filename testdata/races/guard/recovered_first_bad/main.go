// race: yes

// What was known before is brought in while the finder looks.
package main

import (
	"time"

	"example.com/guard/recovered_first_bad/tenants"
)

func refresh(f *tenants.Finder) {
	for range 100 {
		f.RecoverFrom([]string{"b", "c"})
		time.Sleep(10 * time.Microsecond)
	}
}

func main() {
	f := tenants.New()
	f.Watch()
	refresh(f)
	f.Wait()
}
