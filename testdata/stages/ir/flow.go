package ir

import (
	"errors"
	"log"
	"os"
)

// Control flow: branches, switches, jumps, ends.
func flow(m map[string]int, x any, err error) int {
	if v, ok := m["a"]; ok && v > 0 || len(m) == 0 {
		m["b"] = v
	} else if err != nil {
		panic(err)
	} else {
		log.Fatal(err)
	}
	switch y := m["c"]; {
	case y > 1:
		fallthrough
	case y > 2, y < -1:
		m["d"]++
	default:
		os.Exit(1)
	}
	switch m["e"] {
	case 1, m["f"]:
		break
	}
	switch t := x.(type) {
	case map[string]int:
		t["g"] = 1
	case string, error:
		_ = t
	case nil:
		return 0
	}
	switch x.(type) {
	default:
	}
	for i := 0; i < 10; i++ {
		if i == 5 {
			continue
		}
		m["h"] = i
	}
	for i := range 10 {
		m["i"] = i
	}
	for len(m) > 0 {
		break
	}
	if errors.Is(err, os.ErrNotExist) {
		return 1
	}
	{
		m := m
		m["j"] = 1
	}
	return 2
}
