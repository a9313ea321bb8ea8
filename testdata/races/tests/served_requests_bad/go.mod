module example.com/tests/served_requests_bad

go 1.24
