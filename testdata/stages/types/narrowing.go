package types

type shape interface{ area() int }

type square struct{ sides map[string]int }

func (s *square) area() int { return s.sides["a"] }

type circle map[string]int

func (c circle) area() int { return c["r"] }

// Type switches and assertions.
func narrowing(s shape, x any) {
	switch t := s.(type) {
	case *square:
		t.sides["a"] = 1
	case circle:
		t["r"] = 2
	case interface{ shape }:
		t.area()
	case nil:
		_ = t
	default:
		t.area()
	}
	switch t := x.(type) {
	case map[string]int, circle:
		_ = t
	case []map[string]int:
		t[0]["a"] = 1
	case func() circle:
		t()["a"] = 1
	case error:
		_ = t.Error()
	}
	if c, ok := s.(circle); ok {
		c["x"] = 1
	}
	s.(*square).sides["b"] = 2
	e, _ := x.(struct{ m map[int]int })
	e.m[1] = 1
}
