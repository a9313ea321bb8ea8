// Package dial dials what it is told, and remembers where it has been.
package dial

import "sync"

// A Book knows addresses.
type Book interface{ Remove(addr string) }

type book struct{ known sync.Map }

func (b *book) Remove(addr string) { b.known.Delete(addr) }

// NewBook makes a book.
func NewBook() Book { return &book{} }

// A Switch dials.
type Switch struct{ book Book }

func NewSwitch(book Book) *Switch { return &Switch{book: book} }

// DialAll dials all of them at the same time.
func (s *Switch) DialAll(addrs []string) {
	var all sync.WaitGroup
	for _, addr := range addrs {
		all.Add(1)
		go func() {
			defer all.Done()
			s.dial(addr)
		}()
	}
	all.Wait()
}

func (s *Switch) dial(addr string) { s.book.Remove(addr) }
