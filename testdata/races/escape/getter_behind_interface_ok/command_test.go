// race: no

// Who calls is not seen here.
package main

import (
	"reflect"
	"sync"
	"testing"

	"example.com/escape/getter_behind_interface_ok/command"
	"example.com/escape/getter_behind_interface_ok/online"
)

func TestTotal(t *testing.T) {
	o := reflect.ValueOf(online.New())
	add, total := o.MethodByName("Add"), reflect.ValueOf(command.Total)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 500 {
			add.Call([]reflect.Value{reflect.ValueOf("a")})
		}
	}()
	go func() {
		defer wg.Done()
		for range 500 {
			total.Call([]reflect.Value{o})
		}
	}()
	wg.Wait()
}
