module example.com/tests/served_connections_ok

go 1.24
