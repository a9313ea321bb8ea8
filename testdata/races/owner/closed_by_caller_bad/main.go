// race: yes

// The program itself closes the buffer while its goroutines still write to it.
package main

import (
	"sync"
)

type Buffer struct {
	mu   sync.Mutex
	next int64
	held map[int64][]byte
}

func (b *Buffer) WriteAt(data []byte, offset int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if offset != b.next {
		b.held[offset] = data
		return
	}
	b.next += int64(len(data))
	delete(b.held, b.next)
}

func (b *Buffer) Close() {
	for offset := range b.held { // want?a "Buffer.held"
		delete(b.held, offset) // want?a "Buffer.held"
	}
}

func main() {
	b := &Buffer{held: make(map[int64][]byte)}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for at := range 100 {
				b.WriteAt([]byte("ab"), int64(2*i*at))
			}
		}()
	}
	for range 100 {
		b.Close()
	}
	wg.Wait()
}
