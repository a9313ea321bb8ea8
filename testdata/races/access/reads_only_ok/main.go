// race: no

// Many readers, no writer once the table is filled.
package main

import "sync"

type rates struct {
	table map[string]float64
}

func loadRates() *rates {
	r := &rates{table: map[string]float64{}}
	r.table["EUR"] = 1
	r.table["USD"] = 1.1
	return r
}

func (r *rates) convert(amount float64, currency string) (float64, bool) {
	rate, ok := r.table[currency]
	if !ok || len(r.table) == 0 {
		return 0, false
	}
	return amount * rate, true
}

func main() {
	r := loadRates()
	var wg sync.WaitGroup
	for _, currency := range []string{"EUR", "USD", "GBP"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 100 {
				r.convert(float64(i), currency)
			}
		}()
	}
	wg.Wait()
}
