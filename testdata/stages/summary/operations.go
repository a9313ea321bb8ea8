package summary

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
)

type holder struct {
	m      map[string]int
	lists  map[string][]int
	nested map[string]map[string]int
	h      http.Header
	p      map[string]*holder
	v      map[string]struct{ n int }
	Public map[string]int
}

type set map[string]bool

func (s set) add(k string) { s[k] = true }

func operations(h *holder, s set, c chan int) {
	_ = h.m["read"]
	_, ok := h.m["comma ok"]
	h.m["write"] = 1
	h.m["increment"]++
	h.m["operator"] += 2
	delete(h.m, "x")
	clear(h.m)
	_ = len(h.m)
	for range h.m {
	}
	for k := range h.m {
		_ = k
	}
	h.lists["append"] = append(h.lists["append"], 1)
	h.lists["element of a list"][0] = 1
	h.nested["outer"]["inner"] = 1
	h.p["pointer"].m["inner"] = 1
	_ = h.v["value"].n
	h.m["a"], h.m["b"] = h.m["b"], 1
	h.m["received"] = <-c
	for _, h.m["target"] = range []int{1} {
	}
	select {
	case h.m["selected"] = <-c:
	case h.m["selected too"], ok = <-c:
	}
	s["named"] = ok
	s.add("method")
	_ = h.m == nil
	h.m = nil
}

func library(h *holder) {
	h.h.Set("a", "b")
	_ = h.h.Get("a")
	// WRONG: http.Header is a map; this is a write.
	h.h["c"] = nil
	maps.Copy(h.m, map[string]int{})
	_ = maps.Clone(h.m)
	for k := range maps.Keys(h.m) {
		_ = k
	}
	// Sorted calls the iterator, which is what ? stands for.
	_ = slices.Sorted(maps.Keys(h.m))
	fmt.Println(h.m)
	_, _ = json.Marshal(h)
	_ = json.Unmarshal(nil, &h.m)
	_ = reflect.DeepEqual(h.m, nil)
}
