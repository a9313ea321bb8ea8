module example.com/tests/support_server_ok

go 1.24
