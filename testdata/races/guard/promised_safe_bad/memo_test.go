// race: yes

// Nothing here starts a goroutine that can be seen: the comment of the type promises what its callers rely on.
package memo

import (
	"reflect"
	"strconv"
	"sync"
	"testing"
)

func TestMemo(t *testing.T) {
	get := reflect.ValueOf(New()).MethodByName("Get")
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				get.Call([]reflect.Value{reflect.ValueOf(strconv.Itoa(i))})
			}
		}()
	}
	wg.Wait()
}
