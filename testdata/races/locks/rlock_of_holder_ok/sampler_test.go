// race: no

// The sampler has a lock of its own beside that of its holder.
package sampler

import (
	"reflect"
	"strconv"
	"sync"
	"testing"
)

func TestRemote(t *testing.T) {
	pick := reflect.ValueOf(NewRemote(make(chan []string))).MethodByName("Pick")
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				pick.Call([]reflect.Value{reflect.ValueOf(strconv.Itoa(i))})
			}
		}()
	}
	wg.Wait()
}
