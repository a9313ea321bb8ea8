// race: yes

// The methods of a transaction take no lock: it was taken when the transaction was begun, and given back.
package db_test

import (
	"sync"
	"testing"

	"example.com/guard/begun_with_lock_bad/db"
)

func TestTransactions(t *testing.T) {
	base := db.Open()
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2000 {
				tx, err := base.Begin(true)
				if err != nil {
					t.Error(err)
					return
				}
				for range 50 {
					_ = tx.Create(name)
				}
				tx.Commit()
				base.Drop(name)
				base.Shrink()
				_ = base.Len()
			}
		}()
	}
	wg.Wait()
}
