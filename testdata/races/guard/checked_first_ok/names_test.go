// race: no

// The one function that there is looks under the lock.
package names

import (
	"reflect"
	"strconv"
	"sync"
	"testing"
)

func TestColumn(t *testing.T) {
	column := reflect.ValueOf(Column)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				column.Call([]reflect.Value{reflect.ValueOf(strconv.Itoa(i))})
			}
		}()
	}
	wg.Wait()
}
