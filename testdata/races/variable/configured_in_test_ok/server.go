// Package server has its settings in package variables.
package server

import "net"

var (
	root  string
	limit int
)

func configure(prefix string) {
	root = prefix + "/api"
	limit = len(root)
}

func serve(prefix string, l net.Listener) {
	configure(prefix)
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte(root))
		_ = conn.Close()
	}
}
