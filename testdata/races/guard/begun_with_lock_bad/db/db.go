// Package db keeps indexes.
package db

import (
	"errors"
	"sync"
)

// DB is a database.
type DB struct {
	mu      sync.RWMutex
	closed  bool
	indexes map[string]int
}

// Tx is a transaction.
type Tx struct {
	db       *DB
	writable bool
}

// Open opens one.
func Open() *DB { return &DB{indexes: map[string]int{}} }

// Begin begins a transaction.
func (db *DB) Begin(writable bool) (*Tx, error) {
	tx := &Tx{db: db, writable: writable}
	tx.lock()
	defer tx.unlock()
	if db.closed {
		return nil, errors.New("closed")
	}
	return tx, nil
}

func (tx *Tx) lock() {
	if tx.writable {
		tx.db.mu.Lock()
	} else {
		tx.db.mu.RLock()
	}
}

func (tx *Tx) unlock() {
	if tx.writable {
		tx.db.mu.Unlock()
	} else {
		tx.db.mu.RUnlock()
	}
}

// Commit ends the transaction.
func (tx *Tx) Commit() { tx.db = nil }

// Create adds an index.
func (tx *Tx) Create(name string) error {
	if !tx.writable {
		return errors.New("read-only")
	}
	tx.db.indexes[name]++ // want "GMC004"
	return nil
}

// Drop drops an index.
func (db *DB) Drop(name string) {
	db.mu.Lock()
	defer db.mu.Unlock()
	delete(db.indexes, name)
}

// Shrink drops what is not used.
func (db *DB) Shrink() {
	db.mu.Lock()
	defer db.mu.Unlock()
	for name, uses := range db.indexes {
		if uses == 0 {
			delete(db.indexes, name)
		}
	}
}

// Len counts the indexes.
func (db *DB) Len() int {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return len(db.indexes)
}
