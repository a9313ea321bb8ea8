// race: no

// Who calls is not seen here.
package double

import (
	"reflect"
	"sync"
	"testing"
)

func TestRuns(t *testing.T) {
	runs := reflect.ValueOf(New())
	var wg sync.WaitGroup
	for _, name := range []string{"Create", "Cancel"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			method := runs.MethodByName(name)
			for i := range 200 {
				method.Call([]reflect.Value{reflect.ValueOf(i)})
			}
		}()
	}
	wg.Wait()
}
