//go:build !windows

package main

import "sync"

var running sync.WaitGroup

func start(name string) {
	running.Add(1)
	go func() {
		defer running.Done()
		record(name)
	}()
}

func wait() { running.Wait() }
