// race: no

// filepath.WalkDir calls its function in the caller's goroutine.
package main

import (
	"io/fs"
	"path/filepath"
)

type usage struct {
	byExt map[string]int
}

func (u *usage) scan(root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		u.byExt[filepath.Ext(path)]++
		return nil
	})
}

func main() {
	u := &usage{byExt: map[string]int{}}
	if err := u.scan("."); err != nil {
		panic(err)
	}
	delete(u.byExt, "")
}
