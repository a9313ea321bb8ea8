// race: yes

// All methods take the lock but the one that reads.
package span

import (
	"reflect"
	"sync"
	"testing"
)

func TestSpan(t *testing.T) {
	s := reflect.ValueOf(New())
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			s.MethodByName("SetAttribute").Call([]reflect.Value{reflect.ValueOf("k"), reflect.ValueOf("v")})
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			s.MethodByName("Attributes").Call(nil)
		}
	}()
	wg.Wait()
}
