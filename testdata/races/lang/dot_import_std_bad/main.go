// race: yes

// Package sync and package net/http by dot import.
package main

import (
	. "net/http"
	. "sync"
)

type pages struct {
	mu     Mutex
	header Header
}

func (p *pages) set(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.header.Set(name, "1")
}

func (p *pages) drop(name string) {
	p.header.Del(name) // want "GMC00[14]"
}

func main() {
	p := &pages{header: Header{}}
	var wg WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 50 {
			p.set("A")
		}
	}()
	go func() {
		defer wg.Done()
		for range 50 {
			p.drop("A")
		}
	}()
	wg.Wait()
}
