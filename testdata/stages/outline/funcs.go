package outline

import "context"

// Get reads.
//
// The lock must be held.
func (s *Server) Get(key string) (int, bool) { return s.m[key], true }

func (Server) Kind() string { return "" }

func (s Server) private() {}

func (*Server) Unnamed(string, ...any) error { return nil }

func (_ *Server) Blank() {}

func (l *List[T]) Add(item T) *List[T] { return l }

func (t Tree[_, V]) Value() (v V) { return }

// Map is a method with type parameters of its own, which Go has from 1.27 on.
func (l *List[T]) Map[U any](convert func(T) U) *List[U] { return nil }

func (l List[T]) Fold[A, B any](zero A, step func(A, T) (A, B)) (A, []B) { return zero, nil }

func Plain(a, b int, c string) {}

func Keys[K comparable, V any, M ~map[K]V](m M) []K { return nil }

func Variadic(ctx context.Context, format string, args ...interface{ String() string }) (err error) { return nil }

func Higher(f func(int) (string, error), done <-chan struct{}) func() {
	return func() {}
}

func assembly(x uint32) uint32

func init() {}

func init() {}

func _() {}

type Server struct{ m map[string]int }

type List[T any] struct{ items []T }

type Tree[K comparable, V any] struct{ v V }
