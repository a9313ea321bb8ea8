// race: yes

// One manager, run through an interface; the test does not show by whom.
package main

import (
	"reflect"
	"sync"
	"testing"

	"example.com/callbacks/locks_beside_service_bad/run"
	"example.com/callbacks/locks_beside_service_bad/ttl"
)

func TestServices(t *testing.T) {
	var wg sync.WaitGroup
	start := reflect.ValueOf(run.Start)
	for _, service := range []run.Service{ttl.New(), &run.Nothing{}} {
		start.Call([]reflect.Value{reflect.ValueOf(&wg), reflect.ValueOf(service)})
	}
	wg.Wait()
}
