package types

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strconv"
	"time"
)

type table map[string][]row

type row struct{ cells map[int]string }

func (t table) find(name string) (rows []row, ok bool) { rows, ok = t[name]; return }

func load() (table, map[string]int, error) { return nil, nil, errors.New("no") }

var (
	shared, counts, failed = load()
	width                  = 3 * len("x")
	ratio                  = 2.5
	pause                  = 3 * time.Second
)

// Values of several at a time, and the types that constants take.
func values(r *http.Request, c chan table) {
	t, n, err := load()
	rows, ok := t.find("a")
	cells := rows[0].cells
	cell, found := cells[1]
	got, open := <-c
	asserted, is := any(t).(interface{ find(string) ([]row, bool) })
	// WRONG: what the standard library returns and its fields hold is not known yet; r.Header and r.Form are maps.
	number, _ := strconv.Atoi("1")
	file, err := os.Open("x")
	header := r.Header
	agent := r.Header.Get("x")
	form := r.Form["x"]
	body, _ := json.Marshal(n)
	limit := time.Now().Add(pause)
	flag := n["x"] > 1 && ok
	// A constant without type is a number of some kind: no map depends on which.
	shift := 1 << number
	letter, text := 'x', "x"+agent
	index, slice, char := text[0], text[1:], []rune(text)[0]
	where := &rows[0]
	deep := (*where).cells
	array := [...]table{t}
	part := array[:]
	call := func() (table, error) { return t, nil }
	again, err := call()
	sum := ratio * 2
	_, _, _, _, _, _, _, _ = cell, found, got, open, asserted, is, file, err
	_, _, _, _, _, _, _, _ = header, form, body, limit, flag, shift, letter, index
	_, _, _, _, _, _, _ = slice, char, deep, part, again, sum, is
}
