// race: no

// What was known before is there when the finder watches.
package main

import (
	"reflect"

	"example.com/guard/recovered_first_ok/tenants"
)

type service struct{ finder *tenants.Finder }

func (s *service) Start() {
	s.finder.RecoverFrom([]string{"b", "c"})
	call(s.finder, "Watch")
}

// call calls a method in a way that cannot be followed.
func call(it any, method string) { reflect.ValueOf(it).MethodByName(method).Call(nil) }

func main() {
	s := &service{finder: tenants.New()}
	call(s, "Start")
	s.finder.Wait()
}
