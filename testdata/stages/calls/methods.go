package calls

import (
	"net/http"
	"sync"
	"time"
)

type store struct {
	sync.Mutex
	http.Server
	m    map[string]int
	hook func(string)
}

func (s *store) get(k string) int { return s.m[k] }
func (s store) copied() int       { return 0 }

// Methods called, bound, and as expressions.
func methods(s *store, v store) {
	s.get("a")
	v.get("b")
	f := s.get
	f("c")
	g := (*store).get
	g(s, "d")
	h := store.copied
	h(*s)
	s.Lock()
	defer s.Unlock()
	s.Mutex.Lock()
	s.ListenAndServe()
	s.hook = func(k string) { s.get(k) }
	s.hook("e")
	go s.get("f")
	defer v.copied()
	time.AfterFunc(time.Second, s.tick)
	http.HandleFunc("/", s.serve)
	(&store{}).get("g")
	new(store).get("h")
	make(map[string]*store)["x"].get("i")
	s.self().self().get("j")
	func() { s.get("k") }()
}

func (s *store) tick()                                         {}
func (s *store) serve(w http.ResponseWriter, r *http.Request) {}
func (s *store) self() *store                                  { return s }
