// race: yes

// The only one seen to call the method that forgets the lock is a literal that a package variable keeps: that is not run while the package is initialized.
package cache

import (
	"reflect"
	"strconv"
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	c := reflect.ValueOf(New())
	visit := reflect.ValueOf(func(string, int) {})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := range 100 {
			c.MethodByName("Store").Call([]reflect.Value{reflect.ValueOf(strconv.Itoa(i)), reflect.ValueOf(i)})
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			c.MethodByName("Range").Call([]reflect.Value{visit})
		}
	}()
	wg.Wait()
}
