module example.com/tests/support_server_bad

go 1.24
