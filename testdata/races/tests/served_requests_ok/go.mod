module example.com/tests/served_requests_ok

go 1.24
