// race: no

// A library writes to something that it was given, from several goroutines, and closes it when they are done.
package main

import (
	"io"
	"reflect"
	"sync"
)

type target interface {
	io.WriterAt
	io.Closer
}

type buffer struct {
	mu   sync.Mutex
	next int64
	held map[int64][]byte
}

func (b *buffer) WriteAt(data []byte, offset int64) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if offset != b.next {
		b.held[offset] = data
		return len(data), nil
	}
	b.next += int64(len(data))
	for held, ok := b.held[b.next]; ok; held, ok = b.held[b.next] {
		delete(b.held, b.next)
		b.next += int64(len(held))
	}
	return len(data), nil
}

func (b *buffer) Close() error {
	for offset := range b.held {
		delete(b.held, offset)
	}
	return nil
}

func open() target {
	return &buffer{held: make(map[int64][]byte)}
}

// The library finds the methods by their names.
func main() {
	it := reflect.ValueOf(open())
	write := it.MethodByName("WriteAt")
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			write.Call([]reflect.Value{reflect.ValueOf([]byte("ab")), reflect.ValueOf(int64(2 * i))})
		}()
	}
	wg.Wait()
	it.MethodByName("Close").Call(nil)
}
