// race: no

package peer

import (
	"reflect"
	"strconv"
	"sync"
	"testing"

	"example.com/escape/getter_in_callback_ok"
)

func TestChanges(t *testing.T) {
	on := reflect.ValueOf(New(roots.New())).MethodByName("OnChange").Call(nil)[0]
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				on.Call([]reflect.Value{reflect.ValueOf(strconv.Itoa(i))})
			}
		}()
	}
	wg.Wait()
}
