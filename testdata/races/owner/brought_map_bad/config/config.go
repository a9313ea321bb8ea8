// Package config keeps settings.
package config

import (
	"strings"
	"sync"
)

// A File has settings.
type File struct {
	mu       sync.Mutex
	settings map[string]string
	text     string
}

// New makes a file of these settings.
func New(settings map[string]string) *File {
	f := &File{settings: settings}
	f.write()
	return f
}

// Set changes one setting.
func (f *File) Set(name, value string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settings[name] = value
	f.write()
}

// Get returns one.
func (f *File) Get(name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.settings[name]
}

// Write writes the file.
func (f *File) Write() { f.write() }

func (f *File) write() {
	var text strings.Builder
	for name, value := range f.settings { // want "GMC004"
		text.WriteString(name + "=" + value)
	}
	f.text = text.String()
}
